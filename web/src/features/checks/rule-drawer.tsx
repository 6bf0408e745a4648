import { Alert, Button, DatePicker, Drawer, Input, Segmented } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { day as today } from '@/lib/dates';
import { pick, useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Rule, usePreview, usePublish } from './api';
import { RuleForm } from './rule-form';
import { formCan, isObject, type Json, shown } from './rule-parts';
import { ruleWords } from './rule-words';
import { Tried } from './tried';
import { words } from './words';

type View = 'form' | 'json';

/** A rule is edited in a form or as written, tried on past calls, and published from a day on; earlier days stay as judged. */
export function RuleDrawer({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const say = useWords(words);
  const preview = usePreview();
  const [draft, setDraft] = useState<Json | null>(rule.rule);
  const change = (to: Json | null) => { setDraft(to); preview.reset(); };
  return (
    <Drawer open size={860} title={pick(rule.check.title)} onClose={onClose}>
      <div className="cw-stack" data-testid="rule-drawer">
        <Editor rule={rule.rule} onChange={change} />
        <div className="cw-actions"><Button onClick={() => { if (draft) preview.mutate(draft); }} loading={preview.isPending} disabled={!draft} data-testid="try-rule">{say('rule.try')}</Button></div>
        <ProblemAlert problem={preview.error} />
        {preview.data && <Tried preview={preview.data} />}
        <Publish draft={draft} tried={preview.data !== undefined} />
      </div>
    </Drawer>
  );
}

/** Both views edit the same rule; the JSON view may hold something unreadable for a while, which is no draft then. */
function Editor({ rule, onChange }: { rule: Json; onChange: (rule: Json | null) => void }) {
  const say = useWords(words);
  const form = useWords(ruleWords);
  const [written, setWritten] = useState<Json>(() => shown(rule));
  const [text, setText] = useState('');
  const [fault, setFault] = useState('');
  const [view, setView] = useState<View>(formCan(written) ? 'form' : 'json');
  const [opened, setOpened] = useState(false);
  const shownText = opened ? text : JSON.stringify(written, null, 2);
  const type = (typed: string) => {
    setText(typed);
    setOpened(true);
    const read = parsed(typed);
    setFault(read.fault);
    if (read.rule) setWritten(shown(read.rule));
    onChange(read.rule);
  };
  const fill = (to: Json) => { setWritten(to); onChange(to); };
  const turn = (to: View) => { setOpened(false); setFault(''); setView(to); };
  const able = formCan(written) && !fault;
  return (
    <>
      <div className="cw-actions">
        <Segmented<View> value={view} onChange={turn} aria-label={form('view')} options={[{ value: 'form', label: form('view.form'), disabled: !able }, { value: 'json', label: form('view.json') }]} data-testid="rule-view" />
        {view === 'json' && !able && !fault && <span className="cw-quiet">{form('view.onlyJson')}</span>}
      </div>
      {view === 'form' && <RuleForm rule={written} onChange={fill} />}
      {view === 'json' && (
        <>
          <p className="cw-quiet">{say('rule.text')}</p>
          <Input.TextArea rows={16} value={shownText} onChange={(event) => type(event.target.value)} spellCheck={false} className="cw-code" aria-label={say('rule.text')} data-testid="rule-json" />
          {fault && <Alert type="error" showIcon title={say('rule.bad', { fault })} />}
        </>
      )}
    </>
  );
}

function parsed(text: string): { rule: Json | null; fault: string } {
  try {
    const read: unknown = JSON.parse(text);
    return isObject(read) ? { rule: read, fault: '' } : { rule: null, fault: '{ … }' };
  } catch (error) {
    return { rule: null, fault: error instanceof Error ? error.message : String(error) };
  }
}

/** Only what was tried as it stands can be published. */
function Publish({ draft, tried }: { draft: Json | null; tried: boolean }) {
  const say = useWords(words);
  const [start, setStart] = useState(today());
  const [reason, setReason] = useState('');
  const publish = usePublish();
  const send = () => { if (draft) publish.mutate({ rule: draft, start, reason: reason.trim() }); };
  return (
    <>
      <div className="cw-actions">
        <span>{say('rule.start')}</span>
        <DatePicker allowClear={false} value={dayjs(start)} minDate={dayjs(today())} aria-label={say('rule.start')} onChange={(chosen) => { if (chosen) setStart(chosen.format('YYYY-MM-DD')); }} />
        <Input style={{ width: 220 }} value={reason} onChange={(event) => setReason(event.target.value)} placeholder={say('rule.reason')} aria-label={say('rule.reason')} maxLength={300} />
        <Button type="primary" onClick={send} loading={publish.isPending} disabled={reason.trim().length < 3 || !tried || !draft} data-testid="publish-rule">{say('rule.publish')}</Button>
      </div>
      <ProblemAlert problem={publish.error} />
      {publish.data && <Alert type="success" showIcon title={say('rule.published', { version: publish.data.version })} />}
    </>
  );
}
