import { Select } from 'antd';
import { useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import type { Desk } from './api';
import { words } from './words';

/** Which campaign the next lead comes from; nothing to choose while there is only one. */
export function CampaignChoice({ desk, value, onChange }: { desk: Desk; value: string; onChange: (code: string) => void }) {
  const say = useWords(words);
  const name = useWords(codes);
  const options = desk.campaigns.map(({ code, name: called, dialing_mode: mode }) => ({ value: code, label: `${called} · ${name.code('mode', mode)}` }));
  if (options.length === 0) return null;
  return <Select value={value} onChange={onChange} options={options} aria-label={say('campaign')} style={{ minWidth: 200, maxWidth: '100%' }} data-testid="campaign" />;
}
