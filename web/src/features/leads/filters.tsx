import { Input, Select } from 'antd';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { type Tone } from '@/ui/status-tag';
import { useClear } from '@/ui/use-clear';
import { type State, useCampaigns } from './api';
import { words } from './words';

export const tones: Record<State, Tone> = { new: 'waiting', assigned: 'busy', in_work: 'busy', interested: 'good', ordered: 'good', closed: 'quiet', barred: 'bad' };
const states = Object.keys(tones) as State[];
export const keys = ['state', 'campaign', 'q', 'tab', 'pool'] as const;

export function Filters() {
  const say = useWords(words);
  const clear = useClear();
  const { values, set } = useUrlState(keys);
  const campaigns = useCampaigns();
  return (
    <div className="cw-filters" role="search">
      <Input.Search allowClear placeholder={say('search')} aria-label={say('search')} defaultValue={values.q} onSearch={(q) => set({ q })} />
      <Select allowClear={clear} placeholder={say('state')} aria-label={say('state')} value={values.state || undefined} onChange={(state?: string) => set({ state })} options={states.map((state) => ({ value: state, label: say(`state.${state}`) }))} />
      <Select allowClear={clear} placeholder={say('campaign')} aria-label={say('campaign')} value={values.campaign || undefined} onChange={(campaign?: string) => set({ campaign })} options={(campaigns.data?.items ?? []).map((one) => ({ value: one.code, label: one.name }))} />
    </div>
  );
}
