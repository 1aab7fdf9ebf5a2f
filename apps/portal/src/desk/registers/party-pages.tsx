import { EditPage, NewPage, RegisterPage } from '../forms';
import { StatusTag } from '../kit';
import { providerRoom, unitRoom, workerRoom } from './party-rooms';

export const UnitPage = () => (
  <RegisterPage room={unitRoom} status={({ status }) => <StatusTag machine="unit" status={status} />} />
);
export const NewUnitPage = () => <NewPage room={unitRoom} />;
export const EditUnitPage = () => <EditPage room={unitRoom} />;

export const NewProviderPage = () => <NewPage room={providerRoom} />;
export const EditProviderPage = () => <EditPage room={providerRoom} />;

export const WorkerPage = () => <RegisterPage room={workerRoom} />;
export const NewWorkerPage = () => <NewPage room={workerRoom} />;
export const EditWorkerPage = () => <EditPage room={workerRoom} />;
