import { TranslationOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { changeLanguage, currentLanguage, type Language } from '@/lib/words';

/** The other language, written in itself, so that whoever needs it can read it. */
export function LanguageSwitch({ onChange }: { onChange?: (language: Language) => void }) {
  useTranslation();
  const zh = currentLanguage() === 'zh';
  const other: Language = zh ? 'en' : 'zh';
  return (
    <Button type="text" icon={<TranslationOutlined aria-hidden />} lang={zh ? 'en' : 'zh-CN'} data-testid="language" onClick={() => { changeLanguage(other); onChange?.(other); }}>
      {zh ? 'English' : '中文'}
    </Button>
  );
}
