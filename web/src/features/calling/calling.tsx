import { rights } from '@/client/rights';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { Only } from '@/ui/only';
import { Page } from '@/ui/page';
import { Parts } from '@/ui/parts';
import './calling.css';
import { DialingTab } from './dialing-tab';
import { LinesTab } from './lines-tab';
import { RulesTab } from './rules-tab';
import { WhyTab } from './why-tab';
import { words } from './words';

/** Everything between a lead that may be called and a telephone that rings. */
export default function Calling() {
  const say = useWords(words);
  const { values, set } = useUrlState(['tab'], { tab: 'why' });
  return (
    <Only permission={rights.calling}>
      <Page title={say('title')} lead={say('lead')}>
        <Parts
          label={say('title')} active={values.tab} onChange={(tab) => set({ tab })}
          items={[
            { key: 'why', label: say('tab.why'), children: <WhyTab /> },
            { key: 'dialing', label: say('tab.dialing'), children: <DialingTab /> },
            { key: 'lines', label: say('tab.lines'), children: <LinesTab /> },
            { key: 'rules', label: say('tab.rules'), children: <RulesTab /> },
          ]}
        />
      </Page>
    </Only>
  );
}
