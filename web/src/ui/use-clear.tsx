import { CloseCircleFilled } from '@ant-design/icons';
import { useWords } from '@/lib/words';
import { words } from './words';

/** The cross that empties a choice, named in the reader's language (the library only knows "Clear"). */
export function useClear() {
  const say = useWords(words);
  return { clearIcon: <CloseCircleFilled />, label: say('clear') };
}
