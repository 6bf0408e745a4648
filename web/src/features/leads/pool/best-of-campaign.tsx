import { Button, InputNumber, Select, Space } from 'antd';
import { useState } from 'react';
import { useWords } from '@/lib/words';
import { useCampaigns } from '../api';
import { words } from '../words';

/** So many of a campaign's best fitting free leads, without choosing each. */
export function BestOfCampaign({ most, busy, onTake }: { most: number; busy: boolean; onTake: (campaign: string, n: number) => void }) {
  const say = useWords(words);
  const campaigns = useCampaigns();
  const [campaign, setCampaign] = useState<string>();
  const [wanted, setWanted] = useState(5);
  const n = Math.min(wanted, Math.max(1, most));
  return (
    <Space wrap size={8}>
      <Select value={campaign} onChange={setCampaign} placeholder={say('campaign')} aria-label={say('pool.bestOf')} style={{ minWidth: 150 }} options={(campaigns.data?.items ?? []).map((one) => ({ value: one.code, label: one.name }))} />
      <InputNumber min={1} max={Math.max(1, Math.min(200, most))} value={n} onChange={(next) => setWanted(next ?? 1)} aria-label={say('pool.howMany')} controls={false} style={{ width: 64 }} />
      <Button disabled={!campaign || most < 1} loading={busy} onClick={() => { if (campaign) onTake(campaign, n); }} data-testid="claim-best">{say('pool.takeBest', { n })}</Button>
    </Space>
  );
}
