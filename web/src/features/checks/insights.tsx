import { useMay } from '@/client/session';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { Only } from '@/ui/only';
import { Page } from '@/ui/page';
import { Parts } from '@/ui/parts';
import { AccuracyTab } from './accuracy';
import { Improve } from './improve';
import { Rules } from './rules';
import { SearchTab } from './search';
import { words } from './words';

export default function Insights() {
  return <Only permission="insights.read"><Inside /></Only>;
}

function Inside() {
  const say = useWords(words);
  const may = useMay();
  const { values, set } = useUrlState(['tab'], { tab: 'improve' });
  return (
    <Page title={say('title')} lead={say('lead')}>
      <Parts
        label={say('title')} active={values.tab} onChange={(tab) => set({ tab })}
        items={[
          { key: 'improve', label: say('tab.improve'), children: <Improve /> },
          { key: 'search', label: say('tab.search'), children: <SearchTab /> },
          { key: 'rules', label: say('tab.rules'), children: <Rules writable={may('insights.write')} /> },
          { key: 'accuracy', label: say('tab.accuracy'), children: <AccuracyTab /> },
        ]}
      />
    </Page>
  );
}
