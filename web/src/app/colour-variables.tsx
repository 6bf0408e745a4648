import { theme } from 'antd';
import { useEffect } from 'react';
import { type Mode, tones } from '@/lib/theme';

/** Hands the colours of the mode to plain CSS, so that own parts and antd's look like one family. */
export function ColourVariables({ mode }: { mode: Mode }) {
  const { token } = theme.useToken();
  useEffect(() => {
    const page = document.documentElement;
    const colours = {
      text: token.colorText, quiet: token.colorTextSecondary, line: token.colorBorderSecondary, ground: token.colorBgContainer,
      layout: token.colorBgLayout, primary: token.colorLink, ...tones[mode],
    };
    for (const [name, value] of Object.entries(colours)) page.style.setProperty(`--cw-${name}`, value);
    page.style.colorScheme = mode;
  }, [token, mode]);
  return null;
}
