// Topics written after the list of subjects was done; their scores were seen when the last threshold was chosen, so they are
// no unseen set. Brands and trades that the corpus of topics does not have: six topics with near neighbours in one brand
// each, and some that stand alone.

function rows(brand: string, topic: string | null, texts: readonly string[]) {
  return texts.map((text, index) => ({
    id: `${brand} ${topic ?? 'alone'} ${index} ${text.length}`,
    topic,
    brand,
    text,
  }))
}

/** The rows: as `data/corpus/topics.jsonl` has them. */
export const otherTopics = [
  ...rows('TigoUp', 'u1', [
    'me llegó la factura del hogar por el doble y no he cambiado de plan',
    'Por qué este mes el recibo vino tan alto? siempre pago 80 mil',
    'facturación errada otra vez, cobran un decodificador que devolví',
    'My bill went from 25 to 60 with no explanation',
    'La cuenta de este mes trae cargos que nadie me sabe explicar',
  ]),
  ...rows('TigoUp', 'u2', [
    'el técnico quedó de venir el martes y nunca apareció',
    'tercera visita técnica agendada y no llega nadie a instalar',
    'pedí permiso en el trabajo para la instalación y me dejaron plantado',
    'Technician no-show again, I took the day off for the install',
    '¿Cuánto se demoran en mandar a alguien a instalar? Llevo dos semanas esperando',
  ]),
  ...rows('TigoUp', 'u3', [
    'el wifi no llega a las habitaciones de atrás',
    'cómo hago para tener mejor señal del router en el segundo piso',
    'Weak wifi upstairs, do you sell an extender?',
    'la señal del módem es malísima, a tres metros ya no hay nada',
    '¿Sirve un repetidor con este módem? en el cuarto no agarra wifi',
  ]),
  ...rows('TigoUp', null, ['¿patrocinan la media maratón este año?', 'la música de espera de la línea me tiene harto']),
  ...rows('FarmaVida', 'u4', [
    'pedí por la app y llevan tres días sin entregarme el domicilio',
    'el domicilio dice en camino desde ayer y nada que llega',
    'cuánto tarda la entrega? mi pedido sigue en preparación desde el lunes',
    'My delivery was due yesterday and the courier never showed',
    'Nadie trae el pedido, ya van dos veces que lo reprograman',
  ]),
  ...rows('FarmaVida', 'u5', [
    'no me aplicaron el descuento del club en la caja',
    'El cupón del 20% no funcionó, dice código inválido',
    'la promo del segundo a mitad de precio no la hacen en la tienda',
    'discount code expired before the date it says on the email',
    '¿Por qué no me toma la promoción si cumplo con la compra mínima?',
  ]),
  ...rows('FarmaVida', 'u6', [
    '¿hay losartán de 50 en alguna sede? en ninguna tienen',
    'llevo un mes buscando la insulina, siempre agotada',
    'Medicamento agotado en todas las farmacias de ustedes, cuándo llega',
    'out of stock again on my thyroid pills',
    'cuándo vuelve a haber salbutamol',
  ]),
  ...rows('FarmaVida', null, [
    'vendan también comida para gatos',
    'el guardia de la entrada me saludó por mi nombre, qué bonito',
  ]),
  ...rows('Banco Norte', 'u7', [
    'hay una compra en una tienda de Miami que yo no hice',
    'Me sacaron 300 dólares con la tarjeta clonada, qué hago',
    'cargo que no reconozco de una suscripción rara',
    'Fraudulent charge on my debit card, the branch just shrugs',
    'desconozco tres consumos del fin de semana, ya bloqueé la tarjeta',
  ]),
  ...rows('Banco Norte', 'u8', [
    'no puedo entrar a la banca en línea, dice usuario o contraseña incorrectos',
    'Olvidé mi clave de internet y el enlace para restablecerla no llega',
    'Locked out of online banking after three attempts',
    '¿Cómo desbloqueo mi usuario? puse mal la clave tres veces',
    'cambié la contraseña y sigue sin dejarme ingresar',
  ]),
  ...rows('Banco Norte', 'u9', [
    'hora y media de fila para pagar un servicio, dos cajas abiertas',
    'por qué siempre hay un solo cajero en la sucursal del centro',
    'La cola salía hasta la calle y la gente mayor de pie',
    'Forty minutes in line at the branch with one teller',
    'abran más ventanillas los días de pago por favor',
  ]),
  ...rows('Banco Norte', null, [
    '¿venden todavía la alcancía del oso?',
    'sugiero letras más grandes en el estado de cuenta',
  ]),
]
