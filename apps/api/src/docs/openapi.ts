import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the routes as their decorators have it. Needs no database. */
export function openApiOf(app: INestApplication): Json {
  const config = new DocumentBuilder()
    .setTitle('松柏 Songbai')
    .setDescription(
      '老干部居家照护：合同、订单、服务、账单与支付。 Home care for veteran cadres, from contract to payment.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  const { FindingAnswer } = document.components?.schemas ?? {};
  Object.assign(FindingAnswer ?? {}, { additionalProperties: FACTS });
  return asVersion31(document) as Json;
}

/** What a finding says of its case beside its words: other names for every code. No decorator can say so. */
const FACTS = {
  type: 'string',
  description: '本案事实，随代码而异 facts of the case; which ones depends on the code',
};

/** `nullable` is a word of 3.0; in 3.1 null is a type like any other. */
function asVersion31(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asVersion31);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, name === 'example' ? value : asVersion31(value)]),
  ) as Json;
  if (nullable !== true) return rest;
  if (typeof rest.type === 'string') {
    const values = Array.isArray(rest.enum) ? { enum: [...rest.enum, null] } : {};
    return { ...rest, ...values, type: [rest.type, 'null'] };
  }
  const { allOf, $ref, ...others } = rest;
  const [only] = Array.isArray(allOf) ? allOf : [{ $ref }];
  return { ...others, anyOf: [only, { type: 'null' }] };
}
