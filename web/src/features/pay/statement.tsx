import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import { useWords } from '@/lib/words';
import { Loaded } from '@/ui/loaded';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { useStatement } from './api';
import { StatementLines } from './statement-lines';
import { Versions } from './versions';
import { words } from './words';

export default function StatementPage() {
  const say = useWords(words);
  const { person = '', month = '' } = useParams();
  const query = useStatement(person, month);
  return (
    <Only permission="pay.read">
      <Loaded query={query} rows={10}>
        {(statement) => (
          <Page
            title={say('statement', { name: statement.name, month })} lead={statement.employee_number}
            actions={<Link to={`/pay?month=${month}`}><Button tabIndex={-1}>{say('back')}</Button></Link>}
          >
            <Section testid="statement"><StatementLines statement={statement} /></Section>
            <Versions statement={statement} />
          </Page>
        )}
      </Loaded>
    </Only>
  );
}
