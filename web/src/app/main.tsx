import 'antd/dist/reset.css';
import '@/ui/ui.css';
import './shell.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Callwright } from './callwright';

const root = document.getElementById('root');
if (root) createRoot(root).render(<StrictMode><Callwright /></StrictMode>);
