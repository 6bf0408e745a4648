import type { ReactNode } from 'react';
import { useMay } from '@/client/session';
import { useWords } from '@/lib/words';
import { EmptyState } from './empty-state';
import { words } from './words';

/** Shows a page only to those who may; the others read which right is missing. The server decides again. */
export function Only({ permission, children }: { permission: string; children: ReactNode }) {
  const say = useWords(words);
  const may = useMay();
  if (may(permission)) return <>{children}</>;
  return <EmptyState title={say('noRight.title')} text={say('noRight.text', { permission })} />;
}
