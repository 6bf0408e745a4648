import { Alert } from 'antd';
import { count } from '@/lib/figures';
import { bilingual, pick, useWords } from '@/lib/words';
import { words } from './words';

/** What still stands in the way of an appraisal, person by person. */
export function MissingList({ missing }: { missing: { [key: string]: unknown }[] }) {
  const say = useWords(words);
  if (missing.length === 0) return null;
  return (
    <Alert
      type="warning" showIcon data-testid="missing" title={say('missing', { n: count(missing.length) })}
      description={<ul className="cw-plain-list cw-short-list">{missing.map((lack, place) => <li key={place}>{pick(bilingual(lack))}</li>)}</ul>}
    />
  );
}
