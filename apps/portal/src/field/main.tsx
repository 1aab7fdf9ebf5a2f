import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import './field.css';
import { installWorker } from './install';
import { followLook } from './look';

followLook();
installWorker();
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
