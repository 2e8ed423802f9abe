import { HEAD_KINDS, parseHeadKind, parseHeadName } from '../../../../domain/purchases/purchase.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import {
  addHead,
  listHeads,
  renameHead,
  setHidden,
} from '../../../../operations/purchases/heads.ts';
import { Written } from '../../name.tsx';
import { Choice, Field, plainOptions } from '../../parts/field.tsx';
import { Form, Hidden } from '../../parts/form.tsx';
import { need } from '../../parts/given.ts';
import { Done } from '../../parts/notices.tsx';
import { Table } from '../../parts/table.tsx';
import { deskPage } from '../desk-page.tsx';
import { withQuery } from '../paths.ts';

const PATH = '/desk/heads';

const DONE: Readonly<Record<string, string>> = {
  add: 'The head is there for purchases now.',
  rename: 'The head has its new name. Its purchases stay with it.',
  hide: 'The head is hidden from new purchases. Those it has stay with it.',
  unhide: 'The head is shown again.',
};

/** What money is spent on. */
export const headsPage = deskPage({
  path: PATH,
  permission: 'see purchases',
  sends: 'change purchases',
  async get(scope, { query, problem }) {
    const heads = await listHeads(scope.mess, scope.actor);
    const may = isAllowed(scope.actor, 'change purchases');
    const names = heads.map(({ name }) => name);
    return {
      title: 'Purchase heads',
      body: (
        <>
          <h1>Purchase heads</h1>
          <Done>{DONE[query.done ?? '']}</Done>
          <p>
            What is bought for a dividing head is divided by days present; a fixed one is the same
            for everybody on the roll.
          </p>
          <Table
            caption="Heads"
            columns={['Head', 'Kind', 'Shown', ...(may ? ['Change'] : [])]}
            none="No heads."
            rows={heads.map(({ name, kind, hidden }) => ({
              key: name,
              cells: [
                <Written key="name" text={name} />,
                kind,
                hidden ? 'hidden' : 'yes',
                ...(may
                  ? [
                      <Form
                        key="hide"
                        scope={scope}
                        action={PATH}
                        does={hidden ? 'unhide' : 'hide'}
                        submit={`${hidden ? 'Show' : 'Hide'} ${name}`}
                      >
                        <Hidden values={{ name }} />
                      </Form>,
                    ]
                  : []),
              ],
            }))}
          />
          {may && (
            <>
              <h2>A new head</h2>
              <Form scope={scope} problem={problem} action={PATH} does="add" submit="Add the head">
                <Field name="name" label="Name" required />
                <Choice name="kind" label="Kind" options={plainOptions(HEAD_KINDS)} />
              </Form>
              <h2>Another name</h2>
              <Form scope={scope} problem={problem} action={PATH} does="rename" submit="Rename">
                <Choice name="name" label="Head" options={plainOptions(names)} />
                <Field name="to" label="New name" required />
              </Form>
            </>
          )}
        </>
      ),
    };
  },
  async post({ mess, actor }, { given }) {
    const name = need(given, 'name', parseHeadName);
    const does = given.do ?? '';
    if (does === 'add') {
      await addHead(mess, actor, { name, kind: need(given, 'kind', parseHeadKind) });
    } else if (does === 'rename') {
      await renameHead(mess, actor, name, need(given, 'to', parseHeadName));
    } else {
      await setHidden(mess, actor, name, does === 'hide');
    }
    return { to: withQuery(PATH, { done: does }) };
  },
});
