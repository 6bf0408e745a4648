import { Alert, Button } from 'antd';
import { asProblem } from '@/lib/problem';
import { useWords } from '@/lib/words';
import { words } from './words';

/** What the server (or the network) refused, in the reader's language, with its stable code and a way on. */
export function ProblemAlert({ problem, onRetry }: { problem: unknown; onRetry?: (() => void) | undefined }) {
  const say = useWords(words);
  if (!problem) return null;
  const { code, details, sentence } = readable(problem);
  return (
    <Alert
      type="error" showIcon role="alert" data-testid="problem" className="cw-problem"
      title={sentence}
      description={<><span className="cw-quiet">{say('code')}: <code>{code}</code></span>{details}</>}
      action={onRetry && <Button size="small" onClick={onRetry}>{say('retry')}</Button>}
    />
  );
}

function readable(thrown: unknown) {
  const problem = asProblem(thrown);
  const names = Object.values(problem.details).find((value) => Array.isArray(value) && value.every((one) => typeof one === 'string'));
  const list = Array.isArray(names) && names.length > 0 ? <ul className="cw-plain-list">{names.slice(0, 20).map((one) => <li key={String(one)}>{String(one)}</li>)}</ul> : null;
  return { code: problem.code, sentence: problem.sentence(), details: list };
}
