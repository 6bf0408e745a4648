import { Alert, Button, Input, Modal, Tag } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { clock } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Hit, type Said, type Spoken, useComment, useRemoveComment, useVerdict } from './said-api';
import { saidWords } from './said-words';

interface Props { call: string; spoken: Spoken; at: number; onSeek: (seconds: number) => void }

/** The transcript beside the player: the sentence of the moment is marked, hits stand in its margin. */
export function SaidPanel({ call, spoken, at, onSeek, readOnly = false }: Props & { readOnly?: boolean }) {
  const say = useWords(saidWords);
  const { transcript, hits } = spoken;
  if (!transcript) return <p>{say('none')}</p>;
  const now = transcript.sentences.findLast((line) => line.start <= at + 0.05)?.position ?? -1;
  const counted = (kind: Hit['kind']) => hits.filter((hit) => hit.kind === kind && hit.verdict !== 'wrong').length;
  const faults = counted('fault');
  const duties = counted('duty');
  return (
    <div className="cw-stack">
      <p className="cw-quiet">
        {faults + duties === 0 ? say('clean') : say('summary', { faults, duties, merits: counted('merit') })} · {say(`origin.${transcript.origin}`, { engine: transcript.engine, model: transcript.model })}
      </p>
      {transcript.sentences.some((line) => line.speaker === 'unknown') && <Alert type="warning" showIcon title={say('uncertain')} />}
      <Lines lines={transcript.sentences} hits={hits} now={now} call={call} onSeek={onSeek} readOnly={readOnly} />
    </div>
  );
}

function Lines({ lines, hits, now, call, onSeek, readOnly }: { lines: Said[]; hits: Hit[]; now: number; call: string; onSeek: (seconds: number) => void; readOnly: boolean }) {
  const say = useWords(saidWords);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const box = list.current;
    const line = box?.querySelector<HTMLElement>('[aria-current="true"]');
    if (box && line) box.scrollTo({ top: line.offsetTop - box.clientHeight / 3 });
  }, [now]);
  return (
    <ol ref={list} className="cw-said" data-testid="transcript" tabIndex={0} aria-label={say('title')}>
      {lines.map((line) => (
        <li key={line.position} className={`cw-said-line cw-turn-${line.speaker}`} aria-current={line.position === now}>
          <button type="button" className="cw-said-text" onClick={() => onSeek(line.start)}>
            <span className="cw-number cw-quiet">{clock(line.start)} {say.code('speaker', line.speaker)}</span>
            <span>{line.text}</span>
          </button>
          <div className="cw-said-margin">{hits.filter((hit) => hit.turn === line.position).map((hit) => <HitNote key={hit.id} hit={hit} call={call} readOnly={readOnly} />)}</div>
        </li>
      ))}
    </ol>
  );
}

const tones: Record<Hit['kind'], string> = { fault: 'error', duty: 'warning', mention: 'default', merit: 'success' };

function HitNote({ hit, call, readOnly }: { hit: Hit; call: string; readOnly: boolean }) {
  const say = useWords(saidWords);
  const verdict = useVerdict(call);
  const [asking, setAsking] = useState(false);
  const wrong = hit.verdict === 'wrong';
  const correctable = !readOnly && (hit.kind === 'fault' || hit.kind === 'duty');
  return (
    <div className={wrong ? 'cw-hit cw-quiet' : 'cw-hit'} data-testid={`hit-${hit.check}`}>
      <Tag color={wrong ? 'default' : tones[hit.kind]} title={say('why', { version: hit.rule_version })}>{say.code('kind', hit.kind)} · {pick(hit.title)}</Tag>
      {!wrong && hit.better && <p className="cw-hit-better"><b>{say('better')}</b> {hit.better.zh}{hit.better.en !== hit.better.zh && pick(hit.better) === hit.better.en && <span className="cw-quiet"> ({hit.better.en})</span>}</p>}
      {hit.judge && <span className="cw-quiet">{say('judgedBy', { model: hit.judge })} </span>}
      {wrong && <span>{say('wrong.marked')} </span>}
      {correctable && (wrong
        ? <Button type="link" size="small" className="cw-link" onClick={() => verdict.mutate({ hit: hit.id, verdict: 'right', reason: '' })}>{say('wrong.back')}</Button>
        : <Button type="link" size="small" className="cw-link" onClick={() => setAsking(true)}>{say('wrong')}</Button>)}
      {asking && <WrongDialog call={call} hit={hit.id} onClose={() => setAsking(false)} />}
    </div>
  );
}

function WrongDialog({ call, hit, onClose }: { call: string; hit: string; onClose: () => void }) {
  const say = useWords(saidWords);
  const verdict = useVerdict(call);
  const [reason, setReason] = useState('');
  const send = () => verdict.mutate({ hit, verdict: 'wrong', reason: reason.trim() }, { onSuccess: onClose });
  return (
    <Modal open title={say('wrong.title')} okText={say('wrong')} onOk={send} onCancel={onClose} confirmLoading={verdict.isPending} okButtonProps={{ disabled: reason.trim().length < 2 }}>
      <p>{say('wrong.text')}</p>
      <Input.TextArea rows={3} value={reason} onChange={(event) => setReason(event.target.value)} aria-label={say('wrong.reason')} placeholder={say('wrong.reason')} maxLength={500} />
      <ProblemAlert problem={verdict.error} />
    </Modal>
  );
}

/** What people noted at a second; anybody who sees the call may add one. */
export function Comments({ call, spoken, at, onSeek }: Props) {
  const say = useWords(saidWords);
  const add = useComment(call);
  const remove = useRemoveComment(call);
  const [text, setText] = useState('');
  const send = () => { if (text.trim()) add.mutate({ at, text: text.trim() }, { onSuccess: () => setText('') }); };
  return (
    <div className="cw-stack">
      {spoken.comments.length === 0 && <p className="cw-quiet">{say('comments.none')}</p>}
      <ul className="cw-plain-list" data-testid="comments">
        {spoken.comments.map((one) => (
          <li key={one.id}>
            <Button type="link" size="small" className="cw-link cw-number" onClick={() => onSeek(one.at)}>{clock(one.at)}</Button> <b>{one.author}</b> {one.text}
            {one.mine && <Button type="link" size="small" className="cw-link" onClick={() => remove.mutate(one.id)}>{say('comment.remove')}</Button>}
          </li>
        ))}
      </ul>
      <div className="cw-actions">
        <Input value={text} onChange={(event) => setText(event.target.value)} onPressEnter={send} maxLength={2000} style={{ maxWidth: 420 }} placeholder={say('comment.placeholder', { at: clock(at) })} aria-label={say('comment.placeholder', { at: clock(at) })} />
        <Button onClick={send} loading={add.isPending} disabled={!text.trim()}>{say('comment.add')}</Button>
      </div>
    </div>
  );
}
