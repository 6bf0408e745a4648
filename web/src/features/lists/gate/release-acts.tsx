import { App, Button, Space } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '@/client/session';
import { when } from '@/lib/dates';
import { useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { ReasonDialog } from '@/ui/reason-dialog';
import { type BatchDetail, useRelease } from '../api';
import { words } from '../words';

/** Release when nothing stands against it; otherwise every reason is named and only an owner may override. */
export function ReleaseActs({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  const may = useMay();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const release = useRelease(batch.id);
  const refusals = batch.gate_view.refusals;
  const clear = refusals.length === 0 && batch.state === 'cleaned';
  const go = (reason: string | null) => release.mutate(reason, { onSuccess: () => { setAsking(false); void message.success(say('release.done')); } });
  if (batch.released_at) return <Released batch={batch} />;
  return (
    <>
      <Space wrap>
        <Button type="primary" disabled={!clear} loading={release.isPending} onClick={() => go(null)} data-testid="release">{say('release')}</Button>
        {!clear && batch.state === 'cleaned' && may('lists.override') && <Button danger onClick={() => { release.reset(); setAsking(true); }} data-testid="override">{say('override')}</Button>}
      </Space>
      {refusals.length > 0 && (
        <div data-testid="refusals">
          <strong>{say('release.not')}</strong>
          <ul className="cw-plain-list">{refusals.map((code) => <li key={code}>{say.code('refusal', code.replace('lists.', ''))}</li>)}</ul>
        </div>
      )}
      {!asking && <ProblemAlert problem={release.error} />}
      <ReasonDialog open={asking} title={say('override.title')} text={say('override.text')} busy={release.isPending} problem={release.error} onCancel={() => setAsking(false)} onReason={go} />
    </>
  );
}

function Released({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  return (
    <p data-testid="released">
      {say('released')} {when(batch.released_at)}. {batch.override_reason && `${say('override.reason')}: ${batch.override_reason} `}
      <Link to="/leads">{say('openLeads')}</Link>
    </p>
  );
}
