import { App, Button, Checkbox, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay, useMe } from '@/client/session';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { Money } from '@/ui/money';
import { Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Dispute, useDisputes, usePaySend } from './api';
import { DisputeState, DisputeSteps, lineOf } from './dispute-steps';
import { words } from './words';

/** Disputes the asker may see: the own ones, or everybody's for who looks after pay. */
export function DisputeList() {
  const say = useWords(words);
  const { values, page, size, set } = useUrlState(['undecided']);
  const query = useDisputes(values.undecided === '1', page, size);
  return (
    <Section
      title={say('tab.disputes')} testid="disputes"
      extra={<Checkbox checked={values.undecided === '1'} onChange={(event) => set({ undecided: event.target.checked ? '1' : null })}>{say('disputes.undecided')}</Checkbox>}
    >
      <PagedTable<Dispute>
        query={query} rowKey={(row) => row.id} label={say('tab.disputes')} onPage={(next, length) => set({ page: next, size: length })} minWidth={900}
        empty={<EmptyState title={say('disputes.none.title')} text={say('disputes.none.text')} />}
        details={(row) => <><DisputeSteps dispute={row} /><Reply dispute={row} /></>}
        columns={[
          { title: say('person'), width: 150, render: (_, row) => row.name },
          { title: say('form.month'), width: 110, render: (_, row) => <Link to={`/pay/${row.person_id}/${row.month}`} onClick={(event) => event.stopPropagation()}>{row.month}</Link> },
          { title: say('line'), render: (_, row) => lineOf(row) },
          { title: say('amount'), align: 'right', width: 140, render: (_, row) => <Money amount={row.amount} currency={row.currency} /> },
          { title: say('state'), width: 130, render: (_, row) => <DisputeState dispute={row} /> },
        ]}
      />
    </Section>
  );
}

/** An answer, and the decision of who may write about pay; a further question of the person concerned. */
function Reply({ dispute }: { dispute: Dispute }) {
  const say = useWords(words);
  const may = useMay();
  const { data: me } = useMe();
  const { message } = App.useApp();
  const [says, setSays] = useState('');
  const [amount, setAmount] = useState<string | null>(null);
  const speak = usePaySend<{ says: string }>(() => `/api/pay/disputes/${dispute.id}/say`);
  const decide = usePaySend<{ accept: boolean; amount: string | null; says: string }>(() => `/api/pay/disputes/${dispute.id}/decide`);
  const own = me?.person_id === dispute.person_id;
  if (dispute.state === 'accepted' || dispute.state === 'rejected' || !(own || may('pay.write'))) return null;
  const done = { onSuccess: () => { setSays(''); setAmount(null); void message.success(say('dispute.sent')); } };
  return (
    <div className="cw-stack" data-testid="reply">
      <Input.TextArea rows={2} value={says} onChange={(event) => setSays(event.target.value)} aria-label={say('dispute.reason')} placeholder={say('dispute.reason')} />
      <div className="cw-actions">
        <Button disabled={says.trim().length < 2} loading={speak.isPending} onClick={() => speak.mutate({ says }, done)}>{say(own ? 'dispute' : 'dispute.answer')}</Button>
        {!own && may('pay.write') && <>
          <InputNumber<string> stringMode precision={2} value={amount} onChange={setAmount} aria-label={say('dispute.amount')} placeholder={say('dispute.amount')} style={{ width: 210 }} />
          <Button type="primary" disabled={says.trim().length < 2 || amount === null} loading={decide.isPending} onClick={() => decide.mutate({ accept: true, amount, says }, done)} data-testid="accept">{say('dispute.accept')}</Button>
          <Button danger disabled={says.trim().length < 2 || amount !== null} onClick={() => decide.mutate({ accept: false, amount: null, says }, done)}>{say('dispute.reject')}</Button>
        </>}
      </div>
      <ProblemAlert problem={speak.error ?? decide.error} />
    </div>
  );
}
