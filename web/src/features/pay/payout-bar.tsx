import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { ask } from '@/client/http';
import { useMay } from '@/client/session';
import { when } from '@/lib/dates';
import { count, money } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag } from '@/ui/status-tag';
import { usePaySend, useStatements } from './api';
import { words } from './words';

/** What a closed month pays out: approved by the owner, then exported, and worked out again by whoever doubts. */
export function PayoutBar({ month }: { month: string }) {
  const say = useWords(words);
  const may = useMay();
  const { message } = App.useApp();
  const list = useStatements(month).data;
  if (!list?.closed_at) return null;
  const verify = async () => {
    const found = await ask<{ statements: number; differing: string[] }>('GET', `/api/pay/${month}/verify`);
    if (found.differing.length === 0) void message.success(say('verify.same', { n: found.statements }));
    else void message.error(say('verify.differs', { n: found.differing.length }));
  };
  return (
    <div className="cw-actions" data-testid="payout">
      {list.approved_at
        ? <StatusTag tone="good">{say('approved', { at: when(list.approved_at), by: list.approved_by ?? '—' })}</StatusTag>
        : <StatusTag tone="waiting">{say('notApproved')}</StatusTag>}
      {!list.approved_at && may('pay.approve') && <Approve month={month} total={money(list.paid_total, list.currency ?? 'CNY')} statements={list.total} />}
      {list.approved_at && may('pay.close') && <Button href={`/api/pay/${month}/payroll.xlsx`} data-testid="payroll-xlsx">{say('export.xlsx')}</Button>}
      {list.approved_at && may('pay.close') && <Button href={`/api/pay/${month}/payroll.csv`}>{say('export.csv')}</Button>}
      {may('pay.close') && <Button onClick={() => void verify()} data-testid="verify">{say('verify')}</Button>}
    </div>
  );
}

function Approve({ month, total, statements }: { month: string; total: string; statements: number }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const approve = usePaySend<{ note: string }>(() => `/api/pay/${month}/approve`);
  const go = () => approve.mutate({ note }, { onSuccess: () => { setOpen(false); void message.success(say('approve.done')); } });
  return (
    <>
      <Button type="primary" onClick={() => { approve.reset(); setOpen(true); }} data-testid="approve">{say('approve')}</Button>
      <Modal open={open} title={say('approve.title', { month })} okText={say('approve')} cancelText={say('cancel')} onCancel={() => setOpen(false)} onOk={go} confirmLoading={approve.isPending}>
        <div className="cw-stack">
          <p>{say('approve.text', { total, n: count(statements) })}</p>
          <Input.TextArea rows={2} value={note} onChange={(event) => setNote(event.target.value)} aria-label={say('approve.note')} placeholder={say('approve.note')} />
          <ProblemAlert problem={approve.error} />
        </div>
      </Modal>
    </>
  );
}
