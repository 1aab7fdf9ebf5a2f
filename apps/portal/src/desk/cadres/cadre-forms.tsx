import { EditPage, NewPage } from '../forms';
import { cadreRoom } from './cadre-room';

export const NewCadrePage = () => <NewPage room={cadreRoom} />;
export const EditCadrePage = () => <EditPage room={cadreRoom} />;
