import { Button, Table } from 'antd';
import { when } from '@/lib/dates';
import { count } from '@/lib/figures';
import { bilingual, pick, useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag } from '@/ui/status-tag';
import { type Board, type Supply, useSign } from './api';
import { words } from './words';

/** Each unit of data with who answers for it; missing values are named, never taken as 0. */
export function SupplyTable({ board }: { board: Board }) {
  const say = useWords(words);
  const sign = useSign(board.cycle.id);
  const signable = !['approved', 'closed'].includes(board.cycle.state);
  return (
    <div className="cw-stack">
      <ProblemAlert problem={sign.error} />
      <Table<Supply>
        size="small" rowKey="unit" pagination={false} dataSource={board.supplies} aria-label={say('supplies')} scroll={{ x: 820 }}
        expandable={{ expandedRowRender: (one) => <ul className="cw-plain-list cw-short-list">{one.missing.map((lack, place) => <li key={place}>{pick(bilingual(lack))}</li>)}</ul>, rowExpandable: (one) => one.missing.length > 0 }}
        columns={[
          { title: say('supply'), render: (_, one) => pick(bilingual(one.title)) },
          { title: say('supplier'), render: (_, one) => pick(bilingual(one.supplier)) },
          { title: <>{say('values')}<DefinitionMark of="supplyValues" figure={say('values')} /></>, align: 'right', width: 110, render: (_, one) => count(one.values) },
          { title: say('state'), width: 130, render: (_, one) => <StatusTag tone={one.missing.length ? 'bad' : 'good'}>{one.missing.length ? say('supply.missing', { n: count(one.missing.length) }) : say('supply.complete')}</StatusTag> },
          { title: say('signature'), width: 240, render: (_, one) => <Signature supply={one} /> },
          { title: '', width: 110, render: (_, one) => signable && one.may_sign && (!one.signed_by || one.stale) && <Button size="small" type="primary" loading={sign.isPending} onClick={() => sign.mutate(one.unit)} data-testid={`sign-${one.unit.split(':')[0]}`}>{say('sign')}</Button> },
        ]}
      />
    </div>
  );
}

function Signature({ supply }: { supply: Supply }) {
  const say = useWords(words);
  if (!supply.signed_by) return <span className="cw-quiet">—</span>;
  if (supply.stale) return <StatusTag tone="warning">{say('stale')}</StatusTag>;
  return <StatusTag tone="good">{say('signed', { by: supply.signed_by })} {when(supply.signed_at)}</StatusTag>;
}
