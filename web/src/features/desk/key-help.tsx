import { Modal } from 'antd';
import { useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { type DeskAct, written } from './keys';
import { withKey } from './outcomes';
import { words } from './words';

/** Every key of the desk on one sheet; opens with "?". */
export function KeyHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const say = useWords(words);
  const name = useWords(codes);
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={say('keys')} data-testid="key-help">
      <p className="cw-quiet">{say('keys.text')}</p>
      <dl className="cw-keys">
        {withKey.map((outcome, place) => <div key={outcome}><dt><kbd>{place + 1}</kbd></dt><dd>{name.code('outcome', outcome)}</dd></div>)}
        {Object.entries(written).map(([act, keys]) => (
          <div key={act}><dt>{keys.split(' ').map((key) => <kbd key={key}>{key}</kbd>)}</dt><dd>{say(`act.${act as DeskAct}`)}</dd></div>
        ))}
      </dl>
    </Modal>
  );
}
