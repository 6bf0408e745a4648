import { createContext } from 'react';
import type { Mode } from '@/lib/theme';

export const ModeContext = createContext<{ mode: Mode; change: (mode: Mode) => void }>({ mode: 'light', change: () => undefined });
