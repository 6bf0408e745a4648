import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntdApp, ConfigProvider } from 'antd';
import en from 'antd/locale/en_US';
import zh from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router';
import { asProblem } from '@/lib/problem';
import { keepMode, type Mode, storedMode, themes } from '@/lib/theme';
import { currentLanguage } from '@/lib/words';
import { ColourVariables } from './colour-variables';
import { ModeContext } from './mode';
import { router } from './router';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      staleTime: 10_000,
      retry: (tries, thrown) => tries < 2 && [0, 502, 503, 504].includes(asProblem(thrown).status),
    },
  },
});

/** Everything that stands around the pages: colours, language, server state, addresses. */
export function Callwright() {
  useTranslation();
  const [mode, setMode] = useState<Mode>(storedMode);
  const language = currentLanguage();
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  const change = (next: Mode) => { keepMode(next); setMode(next); };
  return (
    <ConfigProvider theme={themes[mode]} locale={language === 'zh' ? zh : en} button={{ autoInsertSpace: false }}>
      <ColourVariables mode={mode} />
      <AntdApp>
        <ModeContext value={{ mode, change }}>
          <QueryClientProvider client={queries}><RouterProvider router={router} /></QueryClientProvider>
        </ModeContext>
      </AntdApp>
    </ConfigProvider>
  );
}
