import { Alert, Button, Checkbox, Input, InputNumber, Switch, Tag } from 'antd';
import { useState } from 'react';
import { when } from '@/lib/dates';
import { count } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Outside, useOutside, useOutsideTrial, useSetOutside } from './api';
import { outsideWords } from './outside-words';

/** The judge outside the house: the owner reads what leaves it, then may turn it on. Off until then. */
export function OutsideJudge() {
  const say = useWords(outsideWords);
  const query = useOutside();
  const state = query.data && <Tag color={query.data.enabled ? 'warning' : 'default'} data-testid="outside-state">{say(query.data.enabled ? 'on' : 'off')}</Tag>;
  return <Section title={say('title')} testid="outside" extra={state}><Loaded query={query} rows={4}>{(set) => <Setting set={set} />}</Loaded></Section>;
}

function Setting({ set }: { set: Outside }) {
  const say = useWords(outsideWords);
  const [enabled, setEnabled] = useState(set.enabled);
  const [address, setAddress] = useState(set.address);
  const [model, setModel] = useState(set.model);
  const [seconds, setSeconds] = useState(set.seconds);
  const [key, setKey] = useState('');
  const [told, setTold] = useState(false);
  const save = useSetOutside();
  const unready = enabled && (!told || !address.trim() || !model.trim());
  const send = () => save.mutate({ enabled, address: address.trim(), model: model.trim(), seconds, key: key || null, told }, { onSuccess: () => { setKey(''); setTold(false); } });
  return (
    <div className="cw-stack">
      <p>{say('text')}</p>
      <Alert type="warning" title={say('leaves')} description={pick(set.leaves)} data-testid="leaves" />
      <div className="cw-rule-field"><span className="cw-quiet" aria-hidden>{say('address')}</span><Input value={address} onChange={(event) => setAddress(event.target.value)} placeholder="https://…/v1" aria-label={say('address')} /></div>
      <div className="cw-rule-field"><span className="cw-quiet" aria-hidden>{say('model')}</span><Input value={model} onChange={(event) => setModel(event.target.value)} aria-label={say('model')} /></div>
      <div className="cw-rule-field"><span className="cw-quiet" aria-hidden>{say('key')}</span><Input type="password" value={key} onChange={(event) => setKey(event.target.value)} placeholder={say(set.has_key ? 'key.kept' : 'key.none')} autoComplete="new-password" aria-label={say('key')} /></div>
      <div className="cw-rule-field"><span className="cw-quiet" aria-hidden>{say('seconds')}</span><InputNumber min={1} max={120} value={seconds} onChange={(to) => setSeconds(to ?? 20)} aria-label={say('seconds')} /></div>
      <div className="cw-actions">
        <Switch checked={enabled} onChange={setEnabled} aria-label={say('enable')} data-testid="outside-switch" /> <span aria-hidden>{say('enable')}</span>
        {enabled && <Checkbox checked={told} onChange={(event) => setTold(event.target.checked)} data-testid="outside-told">{say('told')}</Checkbox>}
        <Button type="primary" onClick={send} loading={save.isPending} disabled={unready} data-testid="outside-save">{say('save')}</Button>
        {set.address && <Trial />}
      </div>
      <ProblemAlert problem={save.error} />
      <Use set={set} />
    </div>
  );
}

function Trial() {
  const say = useWords(outsideWords);
  const trial = useOutsideTrial();
  const { data } = trial;
  return (
    <>
      <Button onClick={() => trial.mutate()} loading={trial.isPending} title={say('trial.text')} data-testid="outside-try">{say('trial')}</Button>
      {data && <span data-testid="outside-tried">{data.hits.length > 0 ? say('trial.found', { quotes: data.hits.map((hit) => hit.quote).join('、'), refused: data.refused }) : say('trial.nothing', { refused: data.refused })}</span>}
      <ProblemAlert problem={trial.error} />
    </>
  );
}

function Use({ set }: { set: Outside }) {
  const say = useWords(outsideWords);
  if (!set.set_at) return null;
  return (
    <>
      <p className="cw-quiet">{say('use', { judged: count(set.judged), fell: count(set.fell_back), refused: count(set.refused) })}</p>
      {set.troubles.length > 0 && <p className="cw-quiet">{set.troubles.map((one) => `${say.code('trouble', one.reason)} ${count(one.calls)}`).join(' · ')}</p>}
      <p className="cw-quiet">{say('setBy', { who: set.set_by ?? '', at: when(set.set_at) })}</p>
    </>
  );
}
