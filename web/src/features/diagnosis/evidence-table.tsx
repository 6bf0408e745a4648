import { Table } from 'antd';
import { Link } from 'react-router';
import { count } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import { useQuantity } from '@/ui/quantity';
import type { Finding } from './api';
import { words } from './words';

type Evidence = Finding['evidence'][number];

/** The numbers behind a finding, each leading to the page where it can be checked. */
export function EvidenceTable({ finding }: { finding: Finding }) {
  const say = useWords(words);
  const write = useQuantity();
  return (
    <div className="cw-evidence" data-testid="evidence">
      <Table<Evidence>
        size="small" pagination={false} showHeader={false} dataSource={finding.evidence} rowKey={(one) => `${one.label.en}-${one.value}`} aria-label={say('evidence')}
        columns={[
          { render: (_, one) => pick(one.label) },
          { align: 'right', width: 130, render: (_, one) => <strong className="cw-number">{write(one.value, one.unit)}</strong> },
          { width: 72, render: (_, one) => one.link && <Link to={one.link}>{say('goTo')}</Link> },
        ]}
      />
      <p className="cw-quiet">{say('how')}: {pick(finding.weight.how)} · {say('sample', { n: count(finding.sample_size), unit: pick(finding.sample_unit) })}</p>
    </div>
  );
}
