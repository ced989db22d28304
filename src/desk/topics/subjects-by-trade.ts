// Subjects of single trades, from gyms to city halls, in the form of `subjects.ts`: what a customer of that trade writes
// about, in Spanish and English. A line here helps every brand of the trade; add the trade that is missing.

/** One subject a line; `subjects.ts` explains the signs. */
export const SUBJECTS_BY_TRADE = `
~gym: gimnasio gym= gyms= sede= sedes= entrenar entreno workout
membership: membresia mensualidad membership suscripcion subscri abono= abonos= retirarme retirarse retirarnos quit= leave_the
pause: congel pausa= pausar pause paus_ freeze= freezing= suspender_el on_hold pauso= pausan suspender_la suspender_mi
brokenmachine: maquina maquinas trotadora caminadora eliptica mancuerna polea treadmill machine machines equipment
maintenance: mantenimiento maintenance fuera_de_servicio out_of_order danadas= danados= danad averiad
crowded: lleno= llena= llenisim aforo= hora_pico horas_pico crowded overcrowd packed= full_of no_cabe no_cabia gente= hacinad
~pets: perro perros= perra perrit gato gata gatos= gatit mascota cachorro puppy pet= pets= dog= dogs= cat= cats= caniche
petfood: concentrado croqueta alimento= pienso kibble arena= comida_para comida_del dog_food cat_food
spilled: regado derram roto= rota= abierto= abierta= opened= spill leaking torn= ripped empaque envoltorio packaging
wrongitem: equivocad otra_marca otro_producto otro_modelo otro_color no_era el_sabor wrong_item wrong_one wrong_size wrong_order wrong_colo wrong_product in_vez_de en_vez_de instead_of not_what_i different_one distinta= distinto= diferente= cambiado=
grooming: peluquer grooming groom= groomer bano_de corte_de_pelo nails= haircut estilista stylist salon= tinte=
vet: veterinari vet= vets= vacuna vaccin desparasit
blockedaccount: bloquead bloqueo= bloquearon locked= blocked= frozen= restricted= suspended= restringid inhabilitad
fx: cambio_de_moneda tasa_de_cambio tipo_de_cambio divisa= divisas= conversion= exchange= foreign= fx= dolares= dollars= euros= abroad= overseas= currency
topup: recarga recargue recargar top_up topped topup added_money add_money abonar cargar_saldo recharge
balance: saldo= balance= acredit credited reflej
elevator: ascensor elevador elevator lift= lifts=
adminfee: administracion= expensas comunidad_de gastos_comunes cuota_de hoa= service_charge
noise: ruido bulla musica= fiesta noise noisy loud= volumen= gritos=
neighbours: vecino vecina neighbo
security: porteria vigilan guardia= security= camara= camaras= cctv= robo= robos=
parking: parqueadero parking estacionam cochera plaza_de garaje garage
course: curso= cursos= course= courses= clase= clases= leccion lesson lessons= carrera= diplomado
diploma: diploma titulo= certificad certificate graduat constancia
videoplay: video= videos= reproduc buffer pantalla_negra black_screen se_traba no_carga no_cargan unwatchable playback
satisfaction: satisfaccion money_back reembolso= refund
~rental: alquil rental= rentals= rent= rented= arriend arrendam carro= coche= car= auto= vehicul
deposit: deposito= garantia_del fianza deposit deposits= security_hold hold= retencion preautoriz held=
scratch: rayon rayad= rayones scratch dent= dented= abollad golpe= bumper parachoque damage_charge
fuel: gasolina combustible fuel refuel tanque= tank= nafta bencina diesel lleno_el_tanque full_tank
counterqueue: mostrador counter desk= fila= filas= cola= colas= queue line= waited= esper espere= hora_de_fila hours_at
tolls: peaje peajes toll= tolls= multa= multas= fine= fines= ticket_de ciclovia fotomulta
hotelroom: habitacion room= rooms= cuarto= suite cama= bed= beds=
checkin: checkin check_in registr recepcion reception front_desk llave_de_la keycard
breakfast: desayuno breakfast buffet
airconditioning: aire_acondicionado air_conditioning aire= clima= minisplit calefaccion heating heater calefactor calor= frio_en ac=
bugs: chinche cucaracha raton= ratones hormig bed_bugs bedbug roach mouse= mice= rat= rats= insect bicho moscas plaga pest=
smell: olor huele olia smell smells= stink apesta hedor
pool: piscina pileta alberca pool= jacuzzi
hotwater: agua_caliente hot_water ducha regadera shower calentador termo= boiler calefon
reservation: reserva reservacion reservation booking= booked= overbook sobrevent
restaurant: mesero mesera camarero mozo waiter waitress restaurant mesa= plato=
undercooked: crudo= cruda= quemad undercook raw= burnt overcook recalentad duro= dura=
tip: propina tip= tips= gratuity servicio_incluido
expired: vencid caducad expir best_before moho= podrid mold rancid vencio= vencieron vence= expires= out_of_date
foreignobject: pelo_en plastico_en vidrio= gusano hair_in worm found_a encontre_un
portion: porcion porciones portion racion tamano shrink gramos= grams
taste: sabor sabe_a taste tastes= insipid salado= dulce= recipe receta_nueva
openinghours: horario horarios abren= abre= cierran= cierra= opening_hours hours= open_on close= closes= closed= cerrado= cerrada= atienden
stock: agotad stock= disponib inventario available= out_of_stock sin_existencias restock
pricetag: etiqueta_de precio_en_caja gondola shelf_price rang_up precio_del_estante marcado_a
loyalty: puntos= millas= fidelidad loyalty reward stamps sellos
giftcard: tarjeta_de_regalo tarjeta_regalo gift_card giftcard bono_regalo vale= vales=
wrongcolor: color= colores= colour tono=
assembly: montaje armar armado assembl montador tornillo tornillos screw screws instruction
missingpart: pieza piezas faltante missing_part parts= part_missing bisagra hinge falta_una falta_el
furniture: sofa= mueble muebles colchon mattress couch mesa_de silla= sillas= chair= armario wardrobe estante
charger: cargador charger cable= charging carga_rapida no_carga_la usb=
overheat: calient caliente= recalient overheat hot= temperatura
sound: audio= sonido= volume= parlante altavoz speaker speakers auricular headphone earbud microfono microphone mic= sound= sounds= sonaba= suena= bocina
bluetooth: bluetooth empareja vincul pair= pairing emparej
remote: control_remoto mando= remote= telecomando
fridge: nevera heladera refrigerador refri= frigorifico fridge freezer congelador
oven: horno estufa cocina_de oven stove microondas microwave hornalla
aircraftseat: asiento asientos seat= seats= fila_de ventanilla pasillo legroom
boarding: embar abordar abordaje boarding puerta_de gate=
checkinonline: tarjeta_de_embarque pase_de_abordar boarding_pass
petflight: guacal mascota_en_cabina pet_in_cabin transport_de_mascota
meal: comida_a_bordo menu_especial meal= meals= menu= vegetarian vegan vegano celiac gluten
visa: pasaporte passport visado migracion inmigracion immigration documento_de
bus: bus= buses= autobus colectivo guagua camion= paradero parada= stop= route= ruta= rutas= frecuencia
busdriver: conductor_del bus_driver no_paro freno_de
metrocard: tarjeta_del torniquete validador metro= subte= subway turnstile civica
timetable: horario_del itinerario timetable schedule= frecuenc
engine: motor= engine aceite= oil= testigo check_engine freno frenos brake brakes embrague clutch transmision gearbox caja_automatica frena= frenan= frenaba=
service: servicio_de_los revision_de taller= workshop dealership concesionari mecanic mechanic dealer=
sparepart: repuesto refaccion spare_part recambio backorder
recall: recall llamado_a_revision campana_de_seguridad takata
tyres: llanta neumatico tire= tires= tyre tyres= goma_de pinch flat_tire
statement: extracto= estado_de_cuenta statement statements= movimientos=
commission: comision comisiones commission maintenance_fee cuota_de_manejo mantenimiento_de_cuenta
interest: interes= intereses interest tasa= rate= tae= apr=
mortgage: hipoteca mortgage vivienda= avaluo
creditscore: buro= datacredito veraz dicom reporte_negativo credit_score credit_report score= central_de_riesgo infocorp asnef
openaccount: abrir_una_cuenta apertura_de open_an_account opening_an_account onboarding
investment: inversion fondo= fondos= cdt= plazo_fijo invest shares= acciones= portfolio
cheque: cheque cheques check_deposit cheque=
payroll: nomina= sueldo salario salary payroll quincena wage
accountclosed: cerrar_la_cuenta cierre_de_cuenta close_my_account closing_my delete_my_account eliminar_mi_cuenta borrar_mi_cuenta
privacy: privacidad mis_datos datos_personales privacy my_data gdpr habeas filtracion leak= breach
spamcalls: llamadas_de telemarketing spam_call promociones_a llaman_a_cada calls_from robocall publicidad_por
labresults: resultado resultados examen= examenes laborator lab= labs= test_results biopsia ecografia radiografia resonancia mri=
waitingroom: sala_de_espera urgencias emergency_room triage waiting_room
dentist: dentista odontolog dentist dental brackets muela ortodon
reimbursement: reintegro reembolso_de copago copay coaseguro deducible deductible reimburs cobertura_de
surgery: cirugia operacion= operaron surgery quirof hospitaliz
glasses: lentes gafas anteojos glasses= lens= optometr optica
enrolment: matricula inscripcion inscrib enrol enroll registration_for prematricula
tuition: pension_del colegiatura arancel_uni tuition semestre= semester beca= becas scholarship
grades: notas= nota= calificacion grades= grade= parcial= examen_final exam= exams=
teacher: profesor profesora profe= maestro docente teacher instructor tutor
schoolplatform: aula_virtual campus= moodle blackboard plataforma= platform
classcancelled: cancelaron_la_clase clase_cancelada class_cancelled sin_profesor
streetlight: alumbrado farola luminaria street_light streetlight poste= postes
garbage: basura= recoleccion reciclaje trash= garbage recycling bins= bin= collected contenedor
sewer: alcantarill desague cloaca sewer drain= blocked_drain inund flood
waterpressure: presion_de poca_presion water_pressure sin_presion
waterquality: agua_sucia agua_turbia turbia= brown_water cloudy cloro= agua_marron
gasbill: gas_natural medidor_de_gas gas_bill
solar: panel_solar paneles solar= inverter
damagebyworks: zanja hueco= excavac roadworks obra= obras= digging pavement anden=
ban: ban= banned= baneo baneado suspension_de_la_cuenta vetado sancion
matchmaking: matchmaking partida= partidas ranked ranking= emparejamiento lobby=
lag: lag= latencia latency ping= servidor= servidores server= servers=
ingame: skin= skins= loot monedas= coins= gems= gemas diamantes battle_pass pase_de_batalla dlc= compra_dentro
savegame: partida_guardada save_file progreso= progress= guardado= saves=
controller: mando_de joystick controller drift= gatillo
apikey: api= endpoint webhook token_de_acceso integracion integration integrate plugin
export: exportar export csv= excel= descargar_los_datos
invoicesaas: seats= licencia= licencias= license licence plan_anual annual_plan renovacion renew renewal renov
permissions: permiso= permisos= permission rol= roles= admin= acceso_de
sync: sincroniz sync= syncing= synced= desincron
notifications: notificacion notification push= aviso_de alerts=
search: buscador busqueda search= filtro= filters encontrar_el
language: idioma traduc language translation translate
darkmode: modo_oscuro tema_oscuro dark_mode dark_theme
printer: imprimir impresora print= printing= cartucho cartridge tinta= ink= toner
photos: foto= fotos= photo photos= picture pictures= imagen= album
backup: respaldo copia_de_seguridad backup restore= restaurar icloud nube=
eventtickets: concierto festival show= recital concert event= evento gig=
seatview: vista= visibilidad obstructed view= columna= detras_de
transferticket: transferir_la_entrada transfer_ticket nominad cambiar_el_nombre name_change
eventcancelled: cancelaron_el_concierto pospuest reprogramado_el postponed
hostcancel: anfitrion host= hosts= cancelo_la airbnb
cleaningfee: tarifa_de_limpieza cleaning_fee
misleading: no_es_como_en fotos_no no_coincide misleading not_as_described no_corresponde engan publicidad_engan anuncio_decia listing= listed_as prometian prometido advertised
warrantyvoid: garantia_no garantia= warranty=
rentincrease: renta= arriendo= alquiler= canon= rent_increase lease= contrato_de_arr
jobapplication: vacante= hoja_de_vida cv= curriculum postul apply_for hiring= entrevista
tax: impuesto declaracion renta_de tax_return dian= sat= afip= hmrc= retencion_en
appointmentgov: cita_para turno_para cita_previa slots= slot= no_hay_citas
vote: voto= padron
accessibility: silla_de_ruedas rampa= discapacid wheelchair ramp= disabled accessible lector_de_pantalla
baby: bebe= bebe panal panal= coche_del stroller baby= diaper
flowers: flores ramo= flowers bouquet marchit wilted
cake: torta= pastel= cake= tarta=
coffee: cafe= coffee espresso capsul
clothes: camisa camiseta pantalon vestido zapato zapatos tenis= zapatilla shirt trouser jeans dress= shoes= shoe= sneaker
shrinkfade: encog destin desten desti shrink shrank faded pilling costura seam= descos
dryclean: tintoreria lavanderia laundry dry_clean
helmet: casco= bici= bicicleta bike= scooter patineta monopatin
unlock: desbloquear_la unlock= no_desbloquea doesnt_unlock qr_de_la candado lock= locked_the desbloque
ridecharge: sigue_corriendo trip_didnt_end still_running finalizar_el_viaje end_ride cobro_por_minutos
driverrude: conductor_grosero manejaba maneja_como driving reckless speeding
pickup: recoger= recogida= pickup pick_up retirar_en retiro_en collect=
opendelay: demora= demoran= tardan= tarda= tardar delay delayed= late= atraso atrasad
notrefunded: no_devuelven no_me_devuelven not_refunded no_refund still_no_refund
hiddenfee: cargo_oculto hidden_fee hidden= letra_chica fine_print
trial: prueba_gratis periodo_de_prueba free_trial trial= mes_gratis
upgradeplan: cambiar_de_plan cambiar_el_plan subir_de_plan bajar_de_plan upgrade= downgrade change_plan
studentdiscount: estudiante student tercera_edad jubilad senior= pensioner
referral: referid invit_a referral refer_a
survey: encuesta survey
callwait: en_espera on_hold me_cuelgan hung_up transfieren_de ivr= opcion_3 nobody_picks nadie_contesta
chatbot: chatbot bot= robot= asistente_virtual
branchclosed: sucursal_cerrada cerraron_la branch_closed
address_form: codigo_postal zip= postcode direccion_no
weight: peso= kilos= kg= weight overweight sobrepeso
cellsignal: rayitas barras_de bars= 5g= 4g= lte=
esim: esim=
voicemail: buzon_de_voz voicemail
callerid: identificador numero_oculto caller_id
tvchannels: canal= canales= channel channels= decodificador decoder deco=
contractlength: permanencia clausula fidelizacion minimum_term early_termination penalidad= penalizacion
doublecharge: doble_cobro cobro_doble doble_cargo cargo_doble cobraron_dos cobro_dos cobrado_dos charged_twice charged_me_twice double_charge duplicad dos_compras dos_cobros dos_veces_la dos_veces_el paid_twice billed_twice
stale: ranci stale= viejo= viejas= endurecid
snacks: crispeta palomita popcorn canchita pochoclo gaseosa refresco soda= nachos combo=
seattaken: ocupad taken= sitting sentado_ahi mi_puesto my_seat our_seat
freeclaim: gratis= gratuit free=
upload: subir_el subir_los subir_la subir_mi upload adjuntar cargar_el cargar_los cargar_mi
emptystations: vacia= vacias= vacio= empty=
pills: ibuprofen paracetamol acetaminof insulin losart amoxicil omeprazol metformin pildora pill= pills= prescription receta= jarabe vitamin
mould: manch stain= stains= stained=
lostgarment: prenda prendas garment garments
raisedlater: al_final_cobra ultimo_paso last_step at_the_end al_final_piden
`
