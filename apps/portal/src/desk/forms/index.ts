export { EditPage } from './edit-page';
export type { FormField, Option } from './fields';
export { LoadedPage } from './loaded-page';
export { type FieldGroup, RegisterForm } from './register-form';
export { RegisterPage } from './register-page';
export { EditLink, NewLink, NewPage, Only } from './register-pages';
export type { Room } from './room';
export { useForm } from './use-form';
export { Versions } from './versions';
