import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { type Bilingual, pick, useWords } from '@/lib/words';
import { type Definition, definitions } from './definitions';
import { words } from './words';

/** The small question mark beside a figure; opens its definition by mouse, key or finger. */
export function DefinitionMark({ of, figure }: { of: Definition | Bilingual; figure: string }) {
  const say = useWords(words);
  const define = useWords(definitions);
  return (
    <Popover trigger="click" title={figure} content={<div className="cw-definition" role="note">{typeof of === 'string' ? define(of) : pick(of)}</div>}>
      <Button
        type="text" size="small" className="cw-mark" icon={<QuestionCircleOutlined />}
        aria-label={say('whatItMeans', { figure })} onClick={(event) => event.stopPropagation()}
      />
    </Popover>
  );
}
