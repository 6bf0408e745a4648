import { book } from '@/lib/words';

export const practiceWords = book('practiceCall', {
  'title': ['{person} · 练习：{customer}', '{person} · practice: {customer}'],
  'lead': ['练习通话，不计入任何数据。', 'A practice call; it is in no figure.'],
  'back': ['回到我的数据', 'Back to the numbers'],
  'tones': ['这次的客户没有说话，只发出了提示音：当时没有安装语音合成组件。', 'This customer hummed instead of speaking: no speech synthesiser was installed at the time.'],
  'noSound': ['录音还没有存好，或者这次没有接通。', 'The recording is not stored yet, or nobody answered.'],
  'erased': ['录音已按保存期限删除。', 'The recording was erased when its time was over.'],
  'waiting': ['正在听这通录音，稍等片刻会自动出现。', 'The recording is being listened to; the words appear by themselves.'],
  'noWords': ['没有安装语音识别模型，只有度量，没有文字。', 'No speech model is installed: there are measures, but no words.'],
  'says': ['客户说的话', 'What the customer says'],
  'checks': ['检查', 'Checks'],
  'passed': ['{passed} / {all} 项通过', '{passed} of {all} passed'],
});
