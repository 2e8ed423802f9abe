/** A long list in parts, so that each can be written before the next is made. */
export function* slicesOf<T>(items: Iterable<T>, size: number): Iterable<T[]> {
  let slice: T[] = [];
  for (const item of items) {
    slice.push(item);
    if (slice.length < size) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}
