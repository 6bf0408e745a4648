import { Button } from 'antd';
import { useRouteError } from 'react-router';
import { asProblem } from '@/lib/problem';
import { useWords } from '@/lib/words';
import { words } from './words';

/** Stands in for one page that failed while drawing; menu, session and other pages go on. */
export function PageCrash() {
  const say = useWords(words);
  const thrown = useRouteError();
  const problem = asProblem(thrown);
  return (
    <div className="cw-empty" role="alert">
      <h1>{say('crash.title')}</h1>
      <p>{say('crash.text')}</p>
      <p><code>{problem.code}</code> <span className="cw-quiet">{String(problem.details['message'] ?? problem.message)}</span></p>
      <Button type="primary" onClick={() => window.location.reload()}>{say('crash.again')}</Button>
    </div>
  );
}
