import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useWords } from '@/lib/words';
import { type Definition, definitions } from './definitions';
import { words } from './words';

/** The small question mark beside a figure; opens its definition by mouse, key or finger. */
export function DefinitionMark({ of, figure }: { of: Definition; figure: string }) {
  const say = useWords(words);
  const define = useWords(definitions);
  return (
    <Popover trigger="click" title={figure} content={<div className="cw-definition" role="note">{define(of)}</div>}>
      <Button
        type="text" size="small" className="cw-mark" icon={<QuestionCircleOutlined />}
        aria-label={say('whatItMeans', { figure })} onClick={(event) => event.stopPropagation()}
      />
    </Popover>
  );
}
