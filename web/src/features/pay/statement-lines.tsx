import { Alert, App, Button, Input, Modal, Table } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMe } from '@/client/session';
import { when } from '@/lib/dates';
import { count, money } from '@/lib/figures';
import { currentLanguage, pick, useWords } from '@/lib/words';
import { FigureWithDefinition, Figures } from '@/ui/figure';
import { Money } from '@/ui/money';
import { ProblemAlert } from '@/ui/problem-alert';
import { ReasonTree } from '@/ui/reason-tree';
import { type Line, type Statement, useDisputesOf, usePaySend } from './api';
import { DisputeState, DisputeSteps } from './dispute-steps';
import { words } from './words';

/** The lines of a statement with their sum; every line opens to its reason, and can be questioned by its owner. */
export function StatementLines({ statement }: { statement: Statement }) {
  const say = useWords(words);
  const { data: me } = useMe();
  const [asking, setAsking] = useState<Line | null>(null);
  const disputes = useDisputesOf(statement.person_id, statement.month).data ?? [];
  const { currency, earned_total: earned, paid_total: paid } = statement;
  const own = me?.person_id === statement.person_id;
  const gate = statement.lines.some((line) => line.code.startsWith('gate'));
  const about = (line: Line) => disputes.filter((each) => each.place === line.place);
  return (
    <div className="cw-stack">
      <Figures>
        <FigureWithDefinition label={say('earned')} value={money(earned, currency)} definition="earned" testid="earned" />
        <FigureWithDefinition label={say('paid')} value={money(paid, currency)} definition="paid" testid="paid" />
        <FigureWithDefinition label={say('state')} value={say.code('state', statement.state)} hint={when(statement.closed_at)} />
      </Figures>
      {gate && <Alert type="warning" showIcon title={say('gate.took', { earned: money(earned, currency), paid: money(paid, currency) })} data-testid="gate-note" />}
      <Table<Line>
        size="small" rowKey="place" pagination={false} dataSource={statement.lines} aria-label={say('title')} scroll={{ x: 480 }}
        columns={[
          { title: say('line'), render: (_, line) => <>{pick(line.title)} {about(line).map((each) => <DisputeState key={each.id} dispute={each} />)}</> },
          { title: say('amount'), align: 'right', width: 140, render: (_, line) => <Money amount={line.amount} currency={currency} /> },
        ]}
        expandable={{
          expandedRowRender: (line) => (
            <div className="cw-stack">
              <LineReason line={line} />
              {about(line).map((each) => <DisputeSteps key={each.id} dispute={each} />)}
              {own && <div className="cw-actions"><Button size="small" onClick={() => setAsking(line)} data-testid={`dispute-${line.place}`}>{say('dispute')}</Button></div>}
            </div>
          ),
          expandRowByClick: true,
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
      <div className="cw-actions">
        <Button href={`/api/pay/statements/${statement.person_id}/${statement.month}/statement.pdf?language=${currentLanguage()}`} data-testid="pdf">{say('pdf')}</Button>
      </div>
      <p className="cw-quiet">{say('rules')}: {statement.rule_versions.join(' · ') || '—'}</p>
      {asking && <Ask statement={statement} line={asking} onClose={() => setAsking(null)} />}
    </div>
  );
}

function Ask({ statement, line, onClose }: { statement: Statement; line: Line; onClose: () => void }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [says, setSays] = useState('');
  const send = usePaySend<{ says: string }>(() => `/api/pay/statements/${statement.person_id}/${statement.month}/lines/${line.place}/disputes`);
  const go = () => send.mutate({ says }, { onSuccess: () => { onClose(); void message.success(say('dispute.sent')); } });
  return (
    <Modal
      open title={say('dispute.title', { line: pick(line.title) })} okText={say('dispute.send')} cancelText={say('cancel')}
      onCancel={onClose} onOk={go} confirmLoading={send.isPending} okButtonProps={{ disabled: says.trim().length < 2 }}
    >
      <div className="cw-stack">
        <p className="cw-quiet">{say('dispute.text')}</p>
        <Input.TextArea rows={4} value={says} onChange={(event) => setSays(event.target.value)} aria-label={say('dispute.says')} placeholder={say('dispute.says')} />
        <ProblemAlert problem={send.error} />
      </div>
    </Modal>
  );
}

function LineReason({ line }: { line: Line }) {
  const say = useWords(words);
  return (
    <>
      <ReasonTree reason={line.reason} />
      {line.links && line.links.length > 0 && (
        <p className="cw-links" data-testid={`links-${line.place}`}>
          {say('links')}: {line.links.map((link) => <Link key={link.kind} to={link.path} title={link.versions?.join(' · ')} style={{ marginInlineEnd: 12 }}>{pick(link.title)}</Link>)}
        </p>
      )}
      {line.sources.length > 0 && <p className="cw-quiet">{say('sources', { n: count(line.sources.length) })}</p>}
    </>
  );
}
