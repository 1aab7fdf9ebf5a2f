import { applyDecorators } from '@nestjs/common';
import { TextField } from './fields';

const USERNAME = '登录名 user name';
const NAME = '姓名；查无此人时同登录名 the person’s name, or the user name where nobody has it';

/** Who did something, by user name. Its neighbour `…Name` is declared with `PersonNameField`. */
export const PersonField = ({ optional = false, example = 'clerk' } = {}) =>
  applyDecorators(TextField({ max: 100, optional, example, description: USERNAME }));

/** The neighbour: names.interceptor.ts fills it, so no view has to. */
export const PersonNameField = ({ optional = false, example = '林经办' } = {}) =>
  applyDecorators(TextField({ max: 200, optional, example, description: NAME }));
