/** Own colours: calm, dense, and every pair of text and ground at WCAG AA or better in both modes. */
import { theme, type ThemeConfig } from 'antd';

/** Colours that say good, bad and careful in own parts; antd's dark mode would darken them below AA. */
export const tones = {
  light: { good: '#2b6e46', bad: '#b3261e', warning: '#8a5300' },
  dark: { good: '#7fcb9f', bad: '#f29a93', warning: '#e0b25c' },
} as const;

const shared = {
  borderRadius: 6,
  fontSize: 14,
  controlHeight: 32,
  fontFamily: "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
  wireframe: false,
};
const tight = {
  Table: { cellPaddingBlock: 8, cellPaddingInline: 10, headerSplitColor: 'transparent' },
  Card: { headerHeight: 44, bodyPadding: 16, headerPadding: 16 },
  Menu: { itemHeight: 38, itemBorderRadius: 6 },
  Tabs: { horizontalMargin: '0 0 12px 0' },
};

const light: ThemeConfig = {
  token: {
    ...shared, colorPrimary: '#1b5e8c', colorLink: '#1b5e8c', colorInfo: '#1b5e8c', colorSuccess: '#2b6e46', colorWarning: '#8a5300',
    colorError: '#b3261e', colorTextBase: '#1b2530', colorTextSecondary: '#4a5766', colorTextTertiary: '#5a6775',
    colorTextDescription: '#4a5766', colorTextPlaceholder: '#626e7b', colorTextDisabled: '#6b7682', colorBgLayout: '#f3f5f7',
    colorWarningBg: '#fdf5e6', colorWarningBorder: '#e5c98f', colorErrorBg: '#fdeeed', colorErrorBorder: '#e9b3af', colorInfoBg: '#e9f2f8', colorInfoBorder: '#a9c8de',
    controlItemBgActive: '#e4eef5', controlItemBgActiveHover: '#d6e5ef', controlItemBgHover: '#eef2f5', colorSuccessBg: '#e9f5ee', colorSuccessBorder: '#a9d2b9', colorBorder: '#c9d1d9', colorBorderSecondary: '#e3e7ec',
  },
  components: { ...tight, Menu: { ...tight.Menu, itemSelectedBg: '#e4eef5' }, Layout: { siderBg: '#ffffff', headerBg: '#ffffff', headerPadding: '0 16px', headerHeight: 52 } },
};

const dark: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  token: {
    ...shared, colorPrimary: '#4f9bd0', colorLink: '#7cbbe6', colorInfo: '#4f9bd0', colorSuccess: '#5fb583', colorWarning: '#d9a441',
    colorError: '#f0857d', colorTextSecondary: '#b3bec9', colorTextTertiary: '#a3afbb', colorTextDescription: '#b3bec9',
    colorTextPlaceholder: '#97a3b0', controlItemBgActive: '#22384a', controlItemBgActiveHover: '#2a4459', controlItemBgHover: '#222b33', colorTextDisabled: '#8b97a4', colorBgLayout: '#12171c', colorBgBase: '#161c22', colorTextLightSolid: '#0c1116',
  },
  components: { ...tight, Tabs: { ...tight.Tabs, itemSelectedColor: '#7cbbe6', itemHoverColor: '#a9d4f2', itemActiveColor: '#a9d4f2' }, Menu: { ...tight.Menu, itemSelectedBg: '#22384a', itemSelectedColor: '#a9d4f2' }, Button: { colorError: '#f29a93', colorErrorHover: '#f7b5b0' }, Layout: { siderBg: '#1a2128', headerBg: '#1a2128', headerPadding: '0 16px', headerHeight: 52 } },
};

export const themes = { light, dark } as const;
export type Mode = keyof typeof themes;

const modeKey = 'callwright.mode';
export const storedMode = (): Mode => (localStorage.getItem(modeKey) === 'dark' ? 'dark' : 'light');
export const keepMode = (mode: Mode): void => localStorage.setItem(modeKey, mode);
