import '../app/zod-jitless.ts';
import { createRoot } from 'react-dom/client';
import { startApp } from '../app/start-app.tsx';
import { connectPlatform } from '../platform/index.ts';
import { createScriptedSoftphone } from './scripted-softphone.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
const scripted = createScriptedSoftphone();
Object.assign(window, { softphone: scripted });
void startApp(createRoot(root), connectPlatform(), scripted.softphone);
