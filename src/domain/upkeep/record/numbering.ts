/** Numbers from one to another, both included. */
interface Numbers {
  readonly from: number;
  readonly to: number;
}

/** Which numbers of the record of changes are there, and which are missing below the highest. */
export function createNumbering() {
  let holes: Numbers[] = [];
  let highest = 0;
  /** A number that should be there. */
  const expect = (number: number) => {
    if (number <= highest) return;
    holes.push({ from: highest + 1, to: number });
    highest = number;
  };
  return {
    expect,
    take(number: number) {
      expect(number);
      holes = holes.flatMap(({ from, to }) => {
        if (number < from || number > to) return [{ from, to }];
        const rest = [
          { from, to: number - 1 },
          { from: number + 1, to },
        ];
        return rest.filter((part) => part.from <= part.to);
      });
    },
    missing: (): readonly Numbers[] => holes,
  };
}
