// What customers of any trade write about, in Spanish and English: each line is one subject and the ways of naming it,
// so that "no me llegó el plástico" and "the card never came" meet. Words are folded (lower case, no accents) and match
// from their beginning, so that one entry covers its inflections.

import { DIGITAL_SUBJECTS } from './subjects/digital.js'
import { GOODS_SUBJECTS } from './subjects/goods.js'
import { HOME_SUBJECTS } from './subjects/home.js'
import { LIFE_SUBJECTS } from './subjects/life.js'
import { MONEY_SUBJECTS } from './subjects/money.js'
import { SUBJECTS_BY_TRADE } from './subjects-by-trade.js'

/**
 * One subject a line. `word=` matches only the whole word, `two_words` a phrase whose last word may go on, and a name
 * with `~` is a subject that so many cases share that it says less.
 */
const SUBJECTS = `
bill: factur boleta recibo= recibos= bill= bills= billing invoice resumen=
taxdata: fiscal rfc= cuit= cuil= ruc= nit= razon_social domicilio_fiscal vat= tax= publico_en_general
meter: contador= medidor lectura kwh kilovat consumo= consumido meter= reading= readings= kilowat
~power: potencia contracted
~charge: cobr cargo= cargos= debit charg descont descuent tarifa billed fee= fees= cuota cuotas adeudo plata= dinero= money=
unknowncharge: no_reconoc reconocid aclaracion clon fraud desconocid no_hice unauthori unrecogni conozco dispute estaf scam
pricediff: diferencia total= extracto checkout precio_final de_mas mas_de final= subtotal
~price: precio pric caro= cara= encarec expensiv aument sube= suben= subi subieron suba= alza= increase hike raise tarifazo
cancel: cancel anul baja= rescind unsubscrib desist retract terminar_el terminate
~line: linea= lineas= numero= postpag pospago postpaid contrato contract= plan= movil=
~order: pedido pedidos= orden= ordenes= order= ordered orders= purchase= compra= compras= compre= encargo
stillcharged: siguen_cobr sigue_cobr sigue_llegando still_being cancele_y ya_no_tengo dado_de_baja di_de_baja
refund: reembols reintegr refund devuelv devolver_la_plata money_back plata_en_efectivo regresen bono= voucher
returning: devoluc devolver devuelto return= returns= returned retorno
label: etiqueta= label= guia= imprim print= qr= impresora printer
seller: vendedor vendedora seller= merchant intermedi interven mediar mediador
silence: no_respond no_contest no_aparece silencio ignor no_answer no_reply unanswered nadie_contesta
address: direcci domicilio= address lugar_de_entrega redirig mudan mude= moved= moving= casa_vieja old_flat
delivery: entreg repartidor domiciliario rider= courier deliver reparto mensajer motorizado porteria
notarrived: no_llego nunca_llego no_ha_llegado never_arriv not_arriv nothing_here vanish aqui_no ni_llega sin_llegar
markeddelivered: entregado= entregada= recibido= delivered marked_as finalizo
missingitem: falt incomplet missing= mitad= no_venia no_vino olvidaron_poner vinieron item= items= complet
coupon: cupon promo descuento= codigo_promocional codigos= coupon voucher discount bienvenida redeem
~mail: paquete= paquetes= parcel envio= envios= carta= cartas= package= shipment encomienda
doorbell: timbre ausente= aviso= cartero= intent doorbell absent doormat oficina_de_recogida recoger postman note_left notice
customs: aduana dua= adt= importacion customs despacho= arancel duty retenid
~card: tarjeta= tarjetas= tarjetita plastico= card= cards= prepaga credito= debito=
cardshipping: fisica= plastico= plastic= reenvi distribuidor remitente resend
token: token= clave_dinamica segundo_factor otp= autenticador authenticat
~password: contrasena clave= claves= password olvid restablec recuperarla reset= usuario= login enlace= desbloque bloqueado_x locked_out passcode
~signin: ingres entrar= acceso acceder acces log_in sign_in inicio_sesion entro=
biometry: huella= huellas= face= faceid dedo= biometr rostro fingerprint
~newphone: celular_nuevo telefono_nuevo nuevo_celular cambie_de new_phone old_phone cambiar_de_celular telefono_que otro_celular chip_nuevo
newnumber: numero_nuevo nuevo_numero cambiar_el_numero otra_linea linea_distint sim= numero_antiguo ya_tiene_una documento_ya dni= new_number portab
crash: cierra_solo se_cierra crash no_abre bota= parpade shuts shut= cuelga congela= freez logo= forced_close inicia
~update: actualiz update upgrade version=
outage: cay caido= caida= sin_servicio sin_internet servicio= outage incomunic muerto= down= no_hay_servicio foco_rojo sin_senal
blackout: luz= oscuras corte= cortes= apagon electricidad cuadrilla reposicion sin_luz estimado= blackout
~slow: lent lenti velocidad megas= mbps ping= satur slow= speed= buffering noche= noches= nocturn
surge: tension= sobretension electrodom artefact quem golpe= pico= heladera danados surge= appliance
~callsdrop: llamada= llamadas= comunicacion conversacion call= calls= hablo= corta= cortan= interrump
roaming: roaming extranjero exterior= abroad viaj frontera cruzar overseas travel
appointment: cita= citas= agenda= especialist medico= doctor turno= appointment dermat cardiol neurol endocr consulta= sin_disponib
medicine: medicament remedio= remedios= pastilla farmacia insulina dispens desabastec medicine pharmacy drug=
certificate: certific constancia afiliaci pdf= descarg carnet certificate letter_of
authorisation: autoriz orden_medica prior_auth
luggage: maleta equipaje valija luggage bag= bags= suitcase
damaged: danad rota= roto= rueda= abierta= manija mango= damag crush broken arranc revent partid desgaste
lost: extravi perdi perdieron no_llego_mi pir= lost= tracing encontr desapareci
cabin: mochila bolso= cabina= bolsa= backpack gate= cabe= cabia= sizer suplemento handluggage
flightcancel: cancelaron_el vuelo_cancel suspend cancelled_our cancela= vuelo_no cancelado=
flightchange: reprogram horario cambiaron cambio_de_fecha reschedul pasaron_el otro_vuelo penalidad
~flight: vuelo vuelos= flight= flights= aerolinea airline pasaje pasajes= tiquete
delay: retras demora= demoro tarde= delay late= compensac indemniz
train: tren= trenes= ave= avant billete= billetes= train= ticket= tickets= estacion
~checkout: pagar= pago_y pago= al_pagar cesta= carrito pay= bizum sesion= web= pagina= comprar= checkout
~ticketing: boleto boletos= entrada= entradas= funcion= cine= confirmacion butaca
ridecancel: conductor_cancel chofer= choferes conductor= driver= cancelaci penaliz viaje= viajes= trip= ride=
cleaning: limpieza vomit ensuci asiento= suci cleaning
lostitem: olvide_un deje_en olvidado_en left_in objeto
frozenaccount: bloquearon_la congel inhabilit suspend retenid verific retirar= saldo= frozen account_locked suspendi adentro= restring
transfer: transfer destinatario envie_ envio_a comprobante exitos enviad abono= otro_banco recipient beneficiario rastre
terminal: posnet datafono lector= terminal= enciende prende= arranca= card_reader no_prende aparato=
hacked: hacke robado= robaron pin= dos_pasos doble_verificacion contactos hijack stolen_account suplant
queue: fila= cola= cajer caja= ventanilla quincena sucursal= queue= teller branch=
atm: cajero_automatico atm= cash_machine retiro=
battery: bateria descarga_rapid cargador dren autonomia battery drain reposo= carga=
washer: lavadora lavarropas centrifug spin ropa= washing
screen: pantalla linea_verde screen display manch
shuffle: aleatori shuffle random mismas_canciones canciones= repit repet
downloads: descarga= descargas= descargad offline bajar_todas download
password_sharing: hogar= compart household sharing extra_member fuera_de_casa
profile: perfil= profile= cuenta_de
adverts: anuncio= anuncios= publicidad= ads= advert
streak: racha= streak= leccion= protector= dias_seguidos cero=
points: punto= puntos= estrella= estrellas= stars= millas= miles= rewards reward nivel= caduc expire
limit: limite= tope= minutos= reunion= reuniones= meeting= clase=
lostwork: diseno= disenos= presentacion papelera= archivo= archivos= borr desaparec blanco= recover recuperar_di vacias= design= file= files=
subtitles: subtitulo doblaje subtitle dubbing audio=
loan: prestamo loan= interes hipotec mortgage
insurance: seguro= seguros= poliza siniestro cobertura= insurance claim=
gas: gas= cilindro pipeta
water: agua= acueducto fuga= leak=
installation: instal tecnico= visita= technician
coverage: senal= cobertura antena= signal= coverage
modem: modem= router= wifi=
warranty: garantia warranty repar repair arregl
counterfeit: falso= falsa= imitacion trucho fake= counterfeit
size: talla= tallas= size= sizes=
rude: trato= groser maltrat rude= insult
hygiene: pelo= gusano cucaracha hair= cockroach intoxic
cold: frio= fria= cold=
`

const LISTS = [
  SUBJECTS,
  SUBJECTS_BY_TRADE,
  MONEY_SUBJECTS,
  HOME_SUBJECTS,
  GOODS_SUBJECTS,
  LIFE_SUBJECTS,
  DIGITAL_SUBJECTS,
]

/** Subjects by the ways in which they are named. */
export interface Subjects {
  /** Whole words. */
  readonly words: ReadonlyMap<string, readonly string[]>
  /** Beginnings of words. */
  readonly beginnings: ReadonlyMap<string, readonly string[]>
  /** Phrases by their first word: each as it stands in a folded text, after a space, with its subject. */
  readonly phrases: ReadonlyMap<string, readonly (readonly [string, string])[]>
  /** Subjects that say less. */
  readonly common: ReadonlySet<string>
}

/** The list, compiled once. */
export const subjects: Subjects = compiled()

function compiled(): Subjects {
  const words = new Map<string, string[]>()
  const beginnings = new Map<string, string[]>()
  const phrases = new Map<string, (readonly [string, string])[]>()
  const common = new Set<string>()
  for (const line of LISTS.flatMap((list) => list.trim().split('\n'))) {
    const colon = line.indexOf(': ')
    const name = line.slice(0, colon).replace('~', '')
    if (line.startsWith('~')) common.add(name)
    for (const way of line.slice(colon + 2).split(' ')) {
      if (way.includes('_'))
        add(phrases, way.slice(0, way.indexOf('_')), [` ${way.replaceAll('_', ' ').replace('=', ' ')}`, name])
      if (!way.includes('_')) add(way.endsWith('=') ? words : beginnings, way.replace('=', ''), name)
    }
  }
  return { words, beginnings, phrases, common }
}

function add<T>(ways: Map<string, T[]>, way: string, entry: T): void {
  const entries = ways.get(way)
  if (entries === undefined) ways.set(way, [entry])
  if (entries !== undefined) entries.push(entry)
}
