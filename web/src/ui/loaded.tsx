import type { UseQueryResult } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '@/lib/words';
import { ProblemAlert } from './problem-alert';
import { words } from './words';

/** Waits for one answer: skeleton, then problem with retry, or the content. */
export function Loaded<T>({ query, children, rows = 6 }: { query: UseQueryResult<T>; children: (data: T) => ReactNode; rows?: number }) {
  if (query.data !== undefined) return <>{query.isError && <ProblemAlert problem={query.error} />}{children(query.data)}</>;
  if (query.isError) return <ProblemAlert problem={query.error} onRetry={() => void query.refetch()} />;
  return <Waiting rows={rows} />;
}

/** The shape of what is coming, while it is coming. */
export function Waiting({ rows = 6 }: { rows?: number }) {
  const say = useWords(words);
  return <div aria-busy="true" aria-label={say('loading')} role="status"><Skeleton active paragraph={{ rows }} /></div>;
}
