import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { setPatience } from '../shared/session';
import { App } from './app';
import './field.css';
import { installWorker } from './install';
import { followLook } from './look';
import { watchRoom } from './room';

/** In milliseconds: a photo at the pace of a village. After it the same is sent anew. */
const PATIENCE = 120_000;

setPatience(PATIENCE);
followLook();
installWorker();
watchRoom();
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
