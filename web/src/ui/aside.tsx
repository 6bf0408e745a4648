import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { useWords } from '@/lib/words';
import { words } from './words';

interface Props { children: ReactNode }

/** A part beside the pages that may fail by itself: it says so in one line and can be drawn again. */
export class Aside extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Failed onAgain={() => this.setState({ failed: false })} /> : this.props.children;
  }
}

function Failed({ onAgain }: { onAgain: () => void }) {
  const say = useWords(words);
  return <div role="alert" className="cw-problem">{say('crash.part')} <Button size="small" onClick={onAgain}>{say('crash.again')}</Button></div>;
}
