import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { DeskApp } from './app/app';
import './desk.css';
import './kit/kit.css';
import './kit/list.css';
import './pages.css';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <DeskApp />
    </StrictMode>,
  );
}
