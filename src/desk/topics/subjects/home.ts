// Subjects of the house: power, gas, water, internet and television, repairs, buildings, rent, furniture, appliances and
// what is bought for them. The form is that of `../subjects.ts`.

/** One subject a line; `../subjects.ts` explains the signs. */
export const HOME_SUBJECTS = `
blackout: se_fue_la_luz no_hay_luz sin_energia energia= apagones= power_cut power_outage power_is_out no_power no_electricity outage= fluctua
voltage: voltaje sube_y_baja bajones bajon= flicker titila titilan parpadean brownout voltage regulador
transformer: transformador transformer explot chispa chispas= spark cable_suelto cables= cuelga= colgando hanging= fallen_line wires_down postes=
estimatedreading: estimad estimada= lectura_errada lectura_mal mal_leid promedio= estimated= misread leyeron nadie_lee lector_del lectura_de
highbill: doble_de_lo el_doble triple= se_disparo dispar carisim exorbitante exager altisim altisima= inflad double_what doubled= tripled sky_high too_high outrageous absurd exces
reconnection: reconex reconect reconnect cortaron_el_servicio cortaron_la cortaron_por suspendieron_el cut_off cut_me_off shut_off disconnect suspension=
subsidystratum: estrato= estratific tarifa_social social_tariff
solar: solares= fotovolt autoconsumo solar_panel feed_in excedentes net_metering
evcharging: electrolinera punto_de_carga wallbox cargar_el_carro charging_station ev=
gasleak: fuga_de_gas olor_a_gas huele_a_gas smell_of_gas gas_leak fuga=
gascylinder: garrafa balon_de_gas bombona tanque_de_gas pipeta= pipetas= cylinder propane propano
gasinspection: revision_periodica inspeccion= inspect revision_tecnica certificacion_de_gas safety_check
nowater: sin_agua no_hay_agua no_llega_agua no_llega_el_agua falta_de_agua carrotanque cisterna= no_water water_cut racionamiento rationing tanqueo= pipa_de_agua
burstpipe: tubo_roto tuberia= tuberias= caneria cano_roto burst= pipe= pipes= leaking_pipe fuga_de_agua goteo gotea gotera= goteras= drip= dripping plumb plomer fontaner
slow: lentisim lentitud internet_lento wifi_lento slow_internet pagas_por megas_que_pago megas_contratadas velocidad_contratada speed_test test_de_velocidad gaming_lag
intermittent: intermit se_va_y_viene va_y_viene a_cada_rato cada_rato se_desconecta desconecta keeps_dropping drops_out drops= cuts_out in_and_out every_few_minutes cae_cada se_cae_cada inestab unstable
wificoverage: no_llega_a_la repetidor repeater extender mesh= segundo_piso upstairs patio_no dead_zone amplificador_de alcance=
fibreavailability: cobertura_en_mi llega_la_fibra hay_fibra fibra_a_mi cuando_llega_la_fibra is_fibre fiber_available available_in_my en_mi_barrio en_mi_conjunto en_mi_pueblo factibilidad
installnoshow: no_vino_nadie no_vino_el no_llego_el_tecnico no_aparecio plantad nunca_vino nunca_aparec nunca_llego_el_tecnico quedaron_de_venir no_show didnt_show no_showed never_showed never_came never_turned didn_t_show didn_t_come no_pasaron nadie_paso no_paso_nadie no_se_presento
technicianbad: tecnico_dano tecnico_dejo hueco_en_la cables_por tecnico_me_cobro drilled
equipmentreturn: devolver_el_modem devolver_el_equipo devolver_los_equipos return_the_router return_the_box recoger_el_equipo recoger_los_equipos devolvi_el_decodificador equipos= unreturned
movehouse: traslado= trasladar mudanza= mudar mudanzas= me_mudo movers moving_house moving_home cambio_de_domicilio relocat trasteo
tvchannel: canal_de parrilla senal_de_tv television_se pixel grilla directv futbol_en
buildingrepairs: humedad filtracion= filtraciones= damp= leaks= roof= techo= goteras_en wall= pared= paredes= grieta grietas= crack= cracks= mold_on fachada
intercom: citofono portero_electrico interfono intercom doorbell_cam videoportero
commonareas: salon_social salon_comunal zona_comun zonas_comunes common_area bbq= asado_en_la terraza= cancha= parque_infantil gym_del_edificio playground
petsrules: excremento popo= caca= bozal correa= dog_poop perros_sueltos ladra ladrid bark= barking
visitors: visitante visitantes visitas= guest= guests= visitor porteros= autorizar_visita
stolenparcel: se_perdio_en_porteria porch= robaron_el_paquete stolen_parcel package_stolen
rentpayment: arriend inquilin tenant landlord casero= arrendador arrendatario inmobiliaria= canon_de fiador codeudor rental_application letting
propertyvisit: visita_al_apartamento ver_el_apartamento viewing= viewings= asesor_inmobiliario real_estate corredor=
newhomedelay: entrega_del_apartamento entregar_el_apartamento fecha_de_entrega_del proyecto_de_vivienda sobre_planos obra_atrasada new_build acabados=
evict: desaloj evict restitucion
keys: llave= llaves= key= keys= cerraj locksmith copia_de_la_llave locked_out_of cerradura= chapa=
alarm: alarma= alarmas= alarm= alarms= sensor= sensores= sensor sirena= monitoreo= false_alarm falsa_alarma
camera: camara= camaras= camera= cameras= grabacion= grabaciones grabar= recording= footage dvr= video_doorbell
smarthome: alexa= google_home asistente_de_voz bombillo bombilla smart_plug smart_bulb enchufe_inteligente domotic hub= automatiz smart_home zigbee
robotvacuum: aspiradora robot_aspirador vacuum= roomba aspirador vacuums=
bulb: bombillo= foco= focos= led= lampara lampar light_bulb bulb= bulbs= luminaria=
fridge: no_enfria enfria= enfriar nevecon hielo= ice= congel_todo frosting escarcha refrigera defrost not_cooling stopped_cooling warm_fridge
washer: lavadora= secadora= dryer= secar= lavavajilla lavaplato dishwasher rinse enjuag tambor= drum= spin_cycle
acunit: split= aire_acond no_enfria_el_aire heat_pump bomba_de_calor calefac radiador radiators radiator boiler= caldera
kitchen: licuadora blender olla= ollas= sarten= sartenes freidora air_fryer airfryer batidora mixer toaster tostadora cafetera= coffee_maker kettle hervidor vajilla
stove: estufa= hornilla quemador burner cooktop encimera vitroceram induccion= induction piloto=
~tv: televisor= televisores tele= tv= television= smart_tv hdmi= pulgadas
tools: taladro drill= drills= sierra= saw= martillo pulidora destornill screwdriver herramient tool= tools= soldador lijadora broca
paint: pintura= pintar= paint= painted= tarro= galon= tono_de brocha rodillo=
garden: jardin= garden= cesped= lawn= mower planta= plantas= plant= plants= matera= maceta semilla seeds manguera hose= sembrar
tiles: baldosa ceramica= porcelanato tile= tiles= piso_laminado flooring cemento= bulto=
mattress: colchon= colchones= mattresses hundi hunde sag= sags= sagging resorte= resortes springs= almohada pillow topper ortoped
sofa: sofa= sofas= sala_en_l tapiz tapizado upholster couch= sillon recliner reclinable espuma= foam= cojin cushion
wardrobe: closet= armario= ropero= cajon= cajones= drawer= drawers= gaveta riel= shelf= shelves= repisa estanteria biblioteca= bookcase
woodbroken: astill rajad rajada= quebrad cracked= chipped splinter desportill golpead abollada= dented= pedazos= shatter hecho_trizas descuadrad torcid bent= warped
hardware: tornill perno= pernos= herraje herrajes= hardware= bolt= bolts= screws= tuerca tarugo dowel bisagras= hinges= allen=
assemblyservice: armador ensambl assemble= assembled= armen= armarlo armarla put_together instrucciones= instructions= manual=
productionwait: en_fabricacion fabricacion= fabricando en_produccion manufactur made_to_order bajo_pedido sobre_medida custom_made
~deliverydate: fecha_de_entrega reprogramaron_la_entrega entrega_reprogram moved_the_delivery delivery_date delivery_slot franja= aplazan aplazaron aplaz postponed= corrieron_la prometieron prometido= promised= prometen prometida= prometier
bedding: sabana sabanas= cobija edredon toalla toallas= towel= towels= sheet= sheets= duvet linen= linens= manta= blanket
cleaningservice: empleada= servicio_domestico maid= cleaner= cleaners= aseador aseo= limpiador housekeep domestica=
pestcontrol: fumig exterminat plaga= plagas= roedor termite termita comejen
locksmart: clave_de_la_puerta smart_lock cerradura_digital
waste: escombro= escombros= rubble recicl recycle reciclador basurero camion_de_la_basura bolsas_de_basura bin_day missed_collection garbage_truck bin_lorry dumpster
publicworks: bache= baches= hueco_en_la_via huecos= pothole crater pavimento= andenes= anden= sidewalk semaforo= semaforos= traffic_light alcantarilla= tapa_de_alcantarilla manhole vereda=
trees: arbol= arboles= tree= trees= rama= ramas= branch_fell branches= poda= podar= prune
park: parque= parques= plazoleta
`
