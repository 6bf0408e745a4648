import { Alert, Button, Table } from 'antd';
import { when } from '@/lib/dates';
import { count, money } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import { FigureWithDefinition, Figures } from '@/ui/figure';
import { Money } from '@/ui/money';
import { ReasonTree } from '@/ui/reason-tree';
import type { Line, Statement } from './api';
import { words } from './words';

/** The lines of a statement with their sum; every line opens to its reason. */
export function StatementLines({ statement }: { statement: Statement }) {
  const say = useWords(words);
  const { currency, earned_total: earned, paid_total: paid } = statement;
  const gate = statement.lines.some((line) => line.code.startsWith('gate'));
  return (
    <div className="cw-stack">
      <Figures>
        <FigureWithDefinition label={say('earned')} value={money(earned, currency)} definition="earned" testid="earned" />
        <FigureWithDefinition label={say('paid')} value={money(paid, currency)} definition="paid" testid="paid" />
        <FigureWithDefinition label={say('state')} value={say.code('state', statement.state)} hint={when(statement.closed_at)} />
      </Figures>
      {gate && <Alert type="warning" showIcon title={say('gate.took', { earned: money(earned, currency), paid: money(paid, currency) })} data-testid="gate-note" />}
      <Table<Line>
        size="small" rowKey={(line) => `${line.code}-${statement.lines.indexOf(line)}`} pagination={false} dataSource={statement.lines} aria-label={say('title')}
        columns={[
          { title: say('line'), render: (_, line) => pick(line.title) },
          { title: say('amount'), align: 'right', width: 140, render: (_, line) => <Money amount={line.amount} currency={currency} /> },
        ]}
        expandable={{
          expandedRowRender: (line) => <LineReason line={line} />, expandRowByClick: true,
          expandIcon: ({ expanded, onExpand, record }) => (
            <Button type="text" size="small" aria-expanded={expanded} aria-label={`${say(expanded ? 'collapse' : 'expand')}: ${pick(record.title)}`} onClick={(event) => onExpand(record, event)}>{expanded ? '−' : '+'}</Button>
          ),
        }}
        summary={() => (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0} colSpan={2}><strong>{say('total')}</strong></Table.Summary.Cell>
            <Table.Summary.Cell index={2} align="right"><strong data-testid="statement-total"><Money amount={paid} currency={currency} /></strong></Table.Summary.Cell>
          </Table.Summary.Row>
        )}
      />
      <p className="cw-quiet">{say('rules')}: {statement.rule_versions.join(' · ') || '—'}</p>
    </div>
  );
}

function LineReason({ line }: { line: Line }) {
  const say = useWords(words);
  return <><ReasonTree reason={line.reason} />{line.sources.length > 0 && <p className="cw-quiet">{say('sources', { n: count(line.sources.length) })}</p>}</>;
}
