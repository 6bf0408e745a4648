import { Alert } from 'antd';
import { count } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import type { Claimed } from '../api';
import { words } from '../words';

/** What a claim brought, and for each lead that was not given the reason. */
export function ClaimResult({ result, names }: { result: Claimed; names: Map<string, string> }) {
  const say = useWords(words);
  const refused = result.refused.length;
  return (
    <Alert
      type={refused === 0 ? 'success' : 'warning'} showIcon data-testid="claim-result" role="status"
      title={say(refused === 0 ? 'pool.got' : 'pool.gotSome', { n: count(result.claimed.length), refused: count(refused), left: count(result.standing.left) })}
      description={refused > 0 && <ul className="cw-plain-list cw-short-list">{result.refused.map((one) => <li key={one.lead_id}>{names.get(one.lead_id) ?? one.lead_id}: {pick(one)} <code className="cw-quiet">{one.code}</code></li>)}</ul>}
    />
  );
}
