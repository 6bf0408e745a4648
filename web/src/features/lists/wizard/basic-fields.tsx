import { AutoComplete, Form, Input, Select } from 'antd';
import { useWords } from '@/lib/words';
import { useClear } from '@/ui/use-clear';
import { useCampaigns, useSources } from '../api';
import { words } from '../words';

export interface Basics { source: string; campaign?: string; price?: string }

/** Where the list comes from, what it is for, and what it cost. */
export function BasicFields() {
  const say = useWords(words);
  const clear = useClear();
  const sources = useSources();
  const campaigns = useCampaigns();
  return (
    <div className="cw-form-grid">
      <Form.Item name="source" label={say('source')} extra={say('wizard.sourceHint')} rules={[{ required: true, whitespace: true, message: say('wizard.needSource') }]}>
        <AutoComplete options={(sources.data ?? []).map((source) => ({ value: source.name }))} showSearch={{ filterOption: true }} />
      </Form.Item>
      <Form.Item name="campaign" label={say('campaign')} extra={say('wizard.campaignHint')}>
        <Select allowClear={clear} options={(campaigns.data?.items ?? []).map((one) => ({ value: one.code, label: `${one.name} (${one.code})` }))} />
      </Form.Item>
      <Form.Item name="price" label={say('price')} extra={say('wizard.priceHint')} rules={[{ pattern: /^\s*\d+([.]\d{1,2})?\s*$/, message: say('wizard.priceBad') }]}>
        <Input inputMode="decimal" />
      </Form.Item>
    </div>
  );
}
