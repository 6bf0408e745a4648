import { Alert, Button, DatePicker, Drawer, Input } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Link } from 'react-router';
import { day as today } from '@/lib/dates';
import { clock, percent } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Hit, type Preview, type Rule, usePreview, usePublish } from './api';
import { words } from './words';

/** A rule is edited as written, tried on past calls, and published from a day on; earlier days stay as judged. */
export function RuleDrawer({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const say = useWords(words);
  const [text, setText] = useState(JSON.stringify(rule.rule, null, 2));
  const [fault, setFault] = useState('');
  const [start, setStart] = useState(today());
  const [reason, setReason] = useState('');
  const preview = usePreview();
  const publish = usePublish();
  const read = (): Record<string, unknown> | null => {
    try {
      setFault('');
      return JSON.parse(text) as Record<string, unknown>;
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
      return null;
    }
  };
  const attempt = () => { const written = read(); if (written) preview.mutate(written); };
  const send = () => { const written = read(); if (written) publish.mutate({ rule: written, start, reason: reason.trim() }); };
  return (
    <Drawer open size={760} title={pick(rule.check.title)} onClose={onClose}>
      <div className="cw-stack" data-testid="rule-drawer">
        <p className="cw-quiet">{say('rule.text')}</p>
        <Input.TextArea rows={16} value={text} onChange={(event) => setText(event.target.value)} spellCheck={false} className="cw-code" aria-label={say('rule.text')} />
        {fault && <Alert type="error" showIcon title={say('rule.bad', { fault })} />}
        <div className="cw-actions"><Button onClick={attempt} loading={preview.isPending} data-testid="try-rule">{say('rule.try')}</Button></div>
        <ProblemAlert problem={preview.error} />
        {preview.data && <Tried preview={preview.data} />}
        <div className="cw-actions">
          <span>{say('rule.start')}</span>
          <DatePicker allowClear={false} value={dayjs(start)} minDate={dayjs(today())} aria-label={say('rule.start')} onChange={(chosen) => { if (chosen) setStart(chosen.format('YYYY-MM-DD')); }} />
          <Input style={{ width: 220 }} value={reason} onChange={(event) => setReason(event.target.value)} placeholder={say('rule.reason')} aria-label={say('rule.reason')} maxLength={300} />
          <Button type="primary" onClick={send} loading={publish.isPending} disabled={reason.trim().length < 3 || !preview.data} data-testid="publish-rule">{say('rule.publish')}</Button>
        </div>
        <ProblemAlert problem={publish.error} />
        {publish.data && <Alert type="success" showIcon title={say('rule.published', { version: publish.data.version })} />}
      </div>
    </Drawer>
  );
}

function Tried({ preview }: { preview: Preview }) {
  const say = useWords(words);
  return (
    <div data-testid="preview">
      <p>{say('preview', { calls: preview.calls, hits: preview.hits.length, fresh: preview.new, lost: preview.lost.length })}</p>
      {preview.precision !== null && <p>{say('preview.accuracy', { precision: percent(preview.precision, 0), recall: percent(preview.recall, 0) })}</p>}
      <HitList title={say('preview.hits')} hits={preview.hits} />
      <HitList title={say('preview.lost')} hits={preview.lost} />
    </div>
  );
}

function HitList({ title, hits }: { title: string; hits: Hit[] }) {
  if (hits.length === 0) return null;
  return (
    <>
      <h3 className="cw-small-head">{title}</h3>
      <ul className="cw-plain-list cw-scroll-list">{hits.map((hit) => <li key={hit.id}><Link to={`/calls/${hit.call_id}?at=${hit.start}`}>{hit.day} {clock(hit.start)}</Link> {hit.quote}</li>)}</ul>
    </>
  );
}
