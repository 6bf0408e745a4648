import { useMay } from '@/client/session';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { Only } from '@/ui/only';
import { Page } from '@/ui/page';
import { Parts } from '@/ui/parts';
import { AgreementTab } from './agreement-tab';
import { DisputesTab } from './disputes-tab';
import { DrawsTab } from './draws-tab';
import { ResultsTab } from './results-tab';
import { ScorecardsTab } from './scorecards-tab';
import { words } from './words';

export default function Quality() {
  const say = useWords(words);
  const may = useMay();
  const { values, set } = useUrlState(['tab'], { tab: 'results' });
  const grades = may('insights.grade');
  return (
    <Only permission="insights.read">
      <Page title={say('title')} lead={say('lead')}>
        <Parts
          active={values.tab} onChange={(tab) => set({ tab })} label={say('title')}
          items={[
            { key: 'results', label: say('tab.results'), children: <ResultsTab /> },
            ...(grades ? [{ key: 'draws', label: say('tab.draws'), children: <DrawsTab /> }] : []),
            { key: 'disputes', label: say('tab.disputes'), children: <DisputesTab /> },
            ...(grades ? [{ key: 'agreement', label: say('tab.agreement'), children: <AgreementTab /> }] : []),
            { key: 'scorecards', label: say('tab.scorecards'), children: <ScorecardsTab /> },
          ]}
        />
      </Page>
    </Only>
  );
}
