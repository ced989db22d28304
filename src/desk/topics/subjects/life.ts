// Subjects of moving about, of health, of learning and of going out: airlines, buses, rides, cars, tolls, hotels, clinics,
// schools, universities, gyms, tickets and dating. The form is that of `../subjects.ts`.

/** One subject a line; `../subjects.ts` explains the signs. */
export const LIFE_SUBJECTS = `
tolltag: tag= tags= flypass telepeaje via_t ezpass telepase transponder sticker= stickers= calcomania
tagread: no_lo_lee no_lee_el no_lee= no_detecta no_lo_detecta detecta= no_lo_reconoce no_reconoce_el_tag doesn_t_read not_read not_detected picked_up not_picking reads= lector_no lectora talanquera barrera= barrier= pluma= antena_del
~notmine: no_es_mio no_es_mia no_son_mios no_son_mias not_mine isn_t_mine nunca_estuve jamas_estuve nunca_he_estado nunca_he_ido never_been never_went someone_else otra_placa otro_carro otro_vehiculo
plate: placa= placas= matricula_del license_plate number_plate patente=
doublecharge: repetid repite_el_cobro duplicada= duplicado_el otra_vez_el_mismo cobro_repetido cobro_doble dos_cobros cobro_de_mas dos_veces= doble= dobles= twice= double= two_times two_charges dos_pasadas mismo_cobro same_charge
highway: autopista= autopistas highway motorway freeway tunel= tunnel= puente= bridge= trancon embotell traffic= trafico= accidente_en_la via=
parkingapp: zona_azul parquimetro parking_meter parqueo= parquear parqueader estacionar valet= ticket_perdido lost_ticket barrier_won
fuelstation: estacion_de_servicio bomba_de_gasolina petrol= gas_station gasolinera surtidor galones= litros= pump= corriente= diesel=
carwash: lavado_del_carro car_wash lavadero
rideprice: precio_dinamico tarifa_dinamica surge_price surge_pricing cobraron_mas_del_viaje tarifa_estimada precio_cambio mas_de_lo_que_decia estimate= estimated_fare fare= tarifa_al_final me_cobro_mas cobro_mas
rideroute: ruta_larga vuelta_larga tomo_la_ruta desvio= desvi longer_route wrong_route detour long_way camino_mas_largo
drivernopickup: no_me_recogio nunca_llego_el_conductor paso_de_largo drove_past didn_t_pick_me no_llego_al_punto no_aparecio_el_conductor driver_never conductor_nunca
driverunsafe: exceso_de_velocidad iba_hablando chateando usando_el_celular on_his_phone texting sin_cinturon seatbelt seat_belt borracho drunk se_paso_el_semaforo red_light miedo= susto= unsafe insegur acoso_del morb harassed_by
ridesharing: taxi= taxis= cabify didi= indriver indrive lyft= viaje_compartido
driveraccount: soy_conductor soy_domiciliario soy_repartidor as_a_driver i_drive_for ganancias= earnings mis_ganancias cuenta_de_conductor socio_conductor
bikeshare: bicicletas= estacion_de_bicis docking dock= docks= anclaje anclar anclad patineta= scooters= ebike electric_bike cadena= pedal= pedales llantas_de_la_bici sillin saddle
busfrequency: no_pasa_el_bus no_pasa_el no_pasan_buses no_pasan= pasa_cada cada_hora every_hour esperando_el_bus waiting_for_the_bus waiting_for_the_train no_bus no_buses bus_never frecuencias= servicio_h
busfull: va_repleto van_repletos repleto repletos= sardina hacinamiento crammed jam_packed standing_room no_caben atestad
busskips: no_paran no_para= pasan_derecho se_pasa_la_parada doesn_t_stop didn_t_stop drove_straight skipped_the_stop
transportcard: tullave tarjeta_civica tarjeta_sube oyster tarjeta_bip bip= transmilenio metro_card transmi= recargar_la_tarjeta torniquetes= molinete
strike: paro= huelga strike= strikes= manifest protest=
traincancel: tren_cancelado trenes_cancelados cancelled_train suprimi suprimido train_cancelled via_unica averia_en_el averia=
seatbroken: silla_danada asiento_roto broken_seat seat_was_broken reclina= recline usb_no enchufe= enchufes socket= plug=
wifionboard: wifi_a_bordo wifi_del_bus wifi_en_el_avion onboard_wifi in_flight
baggagefee: exceso_de_equipaje sobrepeso_de maleta_de_mano equipaje_de_mano carry_on overweight_bag baggage_fee bag_fee 10_kilos 23_kilos 10kg= 23kg= articulo_personal personal_item pagar_maleta
seatassignment: separados= nos_separaron sentados_juntos sit_together sentar_juntos seats_together eleccion_de_asiento choose_seats seat_selection escoger_asiento separated=
checkinfail: check_in_no no_deja_hacer_check no_me_deja_hacer_el_check check_in_online web_check pasabordo pasabordos tarjeta_de_embarque= boarding_pass= boarding_passes
overbooking: sobreventa= sobrevendido sobrevendieron overbook= overbooked denied_boarding no_me_dejaron_abordar no_nos_dejaron_subir bumped= negaron_el_embarque
missedconnection: conexion= conexiones= connection= connecting escala= layover perdi_el_vuelo perdimos_el_vuelo missed_my_flight missed_our_connection perdi_la_conexion missed=
flightdelay: vuelo_retrasado vuelo_demorado delayed_flight flight_delayed flight_was_delayed horas_en_el_aeropuerto hours_at_the_airport stuck_at_the_airport aeropuerto= airport=
namecorrection: nombre_del_pasajero cambiar_el_nombre_del corregir_el_nombre apellido_en_el_tiquete passenger_name name_correction name_on_the_ticket
milesclaim: acreditar_las_millas millas_no acumular= acumul accrue miles_missing missing_miles frequent_flyer canjear canje redimir redim redeem=
ticketrefund: reembolso_del_tiquete reembolso_del_vuelo reembolso_del_pasaje ticket_refund refund_for_my_flight devolucion_del_pasaje tasa_de_embarque
minor: menor_de_edad menor_no_acompan unaccompanied menores= minor= permiso_de_salida
wheelchairair: silla_de_ruedas= asistencia_especial special_assistance movilidad_reducida reduced_mobility discapacidad=
hoteldirty: sabanas_suc sucia_la_habitacion cuarto_sucio dirty_room filthy dirty= sucia= sucio= sucias= sucios= mugre mugros polvo= dust= dusty pelos= no_limpiaron cucarachas= roaches
hotelnoise: no_se_podia_dormir no_dejan_dormir couldn_t_sleep can_t_sleep paredes_delgadas thin_walls keep_us_awake
hotelstaff: recepcionista receptionist mucama botones= concierge staff_at_the staff_was front_desk_staff
earlycheckin: late_checkout early_check late_check salida_tarde check_out checkout_time entrar_antes hora_de_entrada
hotelnoroom: no_tenian_la_habitacion no_hay_habitacion sin_habitacion habitacion_distinta otra_habitacion different_room no_room_for_us downgraded me_dieron_otra_habitacion
resortfee: resort_fee cargo_por_resort impuesto_turistico city_tax tourist_tax
allinclusive: todo_incluido all_inclusive manilla wristband pulsera_del_hotel
hotelsafe: caja_fuerte safe= safety_box robo_en_la_habitacion stolen_from_our_room robaron_en_la_habitacion
bookingrefund: cancelacion_gratuita free_cancellation no_reembolsable non_refundable politica_de_cancelacion cancellation_policy
touragency: agencia_de_viajes paquete_turistico tour= tours= excursion guia_turistico cruise crucero travel_agency
carrental: rentadora alquiler_de_carro alquiler_de_coche categoria_del_carro otro_carro_del different_car car_class upsell upgrade_del_carro seguro_del_alquiler cdw=
medicalappointment: cita_medica citas_medicas sacar_cita pedir_cita pedir_hora agendar_una agendar= agendam book_an_appointment get_an_appointment asignacion_de_citas no_dan_cita no_hay_agenda gp_appointment no_appointments medico_general
specialist: especialistas= ortoped pediatra pediatric ginecol psiquiatr psicolog gastro oftalmol urolog fisioterap physio otorrino dermatologist cardiologist psychiatrist
appointmentcancelled: me_cancelaron_la_cita cancelaron_la_cita cita_cancelada cancelled_my_appointment reprogramaron_la_cita moved_my_appointment appointment_was_cancelled
emergencywait: urgencias= emergencias= emergency= sala_de_urgencias triage= guardia_medica horas_en_urgencias a_and_e ambulancia ambulance
authorisation: autorizacion= autorizaciones= autorizan= preautoriz authorization authorized remision referral_letter orden_de= ordenes_medicas mipres
results: resultados_de examenes_de_sangre blood_test muestra= muestras= sample= samples= covid= pcr= radiolog imagenes_diagnost tac= ecograf scan_results
surgerydate: fecha_de_la_cirugia programar_la_cirugia cirugias= operar= operen operarme surgery_date waiting_list lista_de_espera
medicalbill: copagos= cuota_moderadora cobro_de_la_clinica medical_bill hospital_bill out_of_network surprise_bill
doctorattitude: el_medico_no el_doctor_no me_atendio_en bedside medico_grosero doctora_grosera doctor_was_rude no_me_reviso ni_me_miro
medicalrecord: historia_clinica medical_records medical_record incapacidad= incapacidades sick_note sick_leave licencia_de_maternidad
nurse: enfermera enfermero nurse= nurses=
homecare: atencion_domiciliaria cuidador home_care cuidadora oxigeno= oxygen
healthaffiliation: afiliarme afiliar= afiliado= afiliada= traslado_de_eps cambiar_de_eps cambio_de_eps portabilidad_de_eps desafiliar enrolled_in affiliate
mentalhealth: terapia= terapeuta therap ansiedad anxiety depres
dentalwork: calza= resina= muelas= tooth= teeth= dientes= diente= corona= implante= retenedor aligners alineador
contactlens: lentes_de_contacto contact_lens
classregistration: inscribir= inscribir inscribi inscripciones= matricular matricula_de materias= materia= asignatur registration= enrolment= enrollment= course_registration cupos_en register_for no_hay_cupo sin_cupo creditos_academicos
degree: grado= grados= graduac gradue graduaron graduat acta_de degree= titulo_profesional egresad ceremonia= diplomas=
tuitionup: matricula_subio subio_la_matricula subio_el_semestre fees_went valor_de_la_matricula costo_de_la_matricula valor_del_semestre precio_del_semestre tuition= fees=
grading: notas= nota_final calificaciones= calificar= calificaron calificac grading= graded= marks= mark= parciales= parcial= examen_parcial midterm final_grade quiz= nota_del puntaje= score=
lecturer: docentes= profes= profesores= lecturer professor= teachers= tutores=
scholarships: becas= beca= scholarship= scholarships= icetex credito_educativo student_loan financial_aid
academicoffice: registro_academico secretaria_academica admisiones= admission= admissions= admitid proceso_de_admision bursar registrar=
onlineclass: clase_virtual clases_virtuales zoom_de_la_clase online_class live_class clase_en_vivo grabaciones_de grabadas= recorded= recordings
courseaccess: no_puedo_entrar_al_curso acceso_al_curso access_to_the_course can_t_access curso_no_aparece course_disappeared me_quitaron_el_acceso perdi_el_acceso lifetime_access
coursecontent: contenido_del_curso desactualizad outdated contenido= temario= syllabus basico_para modulo= modulos= module= modules=
tutorfeedback: correccion_de_tareas tarea= tareas= homework assignment assignments= entregar_la_tarea entrega_de_trabajos ejercicio exercises feedback=
schooltransport: ruta_escolar ruta_del_colegio school_bus transporte_escolar monitora
schoolfood: almuerzo_escolar comedor_escolar school_lunch loncheria casino_escolar cafeteria=
bullying: matoneo bullying= acoso_escolar burlan bullied
uniform: uniforme= uniformes= uniform= utiles= lista_de_utiles school_supplies
library: biblioteca_de prestamo_de_libros library=
membershipcancel: darme_de_baja darse_de_baja dar_de_baja cancelar_la_membresia cancelar_mi_membresia cancelar_el_gimnasio quiero_retirarme cancel_my_membership leave_the_gym baja_del_gimnasio
classbooking: reservar_clase reservar_la_clase book_a_class cupo_en_la_clase lista_de_espera_de class_full clases_llenas
eventqueue: fila_virtual virtual_queue virtual_waiting sala_de_espera_virtual turno_en_la_fila queue_kicked preventa_de boleteria tuboleta ticketmaster eticket
resale: reventa revendedor revendedores scalper scalpers resale resell resold
ticketnotarrived: no_llegan_las_entradas no_llegan_las_boletas no_me_llegan_las_boletas no_me_llego_la_boleta entradas_no_llegan tickets_haven tickets_never no_tengo_mis_entradas tickets_not boletas= boleta= e_ticket
servicefeeticket: cargo_por_servicio costo_por_servicio service_fee booking_fee convenience_fee gastos_de_gestion
eventpostponed: aplazado= aplazada= aplazamiento nueva_fecha new_date postpon cancelado_el_concierto pospuesto= reagend concert_cancelled show_was_cancelled
venueentry: no_me_dejaron_entrar no_nos_dejaron_entrar puerta_del acceso_al_estadio estadio= stadium venue= wouldn_t_let_us requisa logistica_del
soundvenue: no_se_oia no_se_escuchaba sonido_pesimo couldn_t_hear bad_sound
~cinemaclean: sala_sucia salas= sala= proyeccion imagen_oscura screen_was_dark
museum: museo museum exposicion exhibition teatro theatre theater obra_de_teatro
fakeprofiles: perfil_falso perfiles_falsos cuentas_falsas cuenta_falsa fake_profile fake_profiles fake_account fake_accounts bots= robots= bot_accounts catfish
matches: match= matches= matcheo likes= like_que me_gusta swipe no_matches coincidencias
appban: vetad vetaron vetaron_mi expuls expulsado baned baneada baneados banned= permaban me_sacaron= incumpl normas_de_la comunidad= infringi guidelines terms_of_service apelar apelacion apelac appeal= appeals= shadowban suspendieron_mi_cuenta cuenta_suspendida account_suspended
profilehidden: perfil_oculto no_aparezco invisible= ocultar= ocultar hide_my hidden_profile pause_profile pausar_perfil
deleteaccount: borrar_mi eliminar_mi elimino_mi eliminar_la_cuenta eliminar_perfil eliminar_el_perfil borrar_la_cuenta borrar_perfil delete_my delete_account delete_profile remove_my_account close_account permanently borrarme desaparecer_de eliminar_cuenta borrar_cuenta
photoreject: foto_rechazada rechaza_mi_foto foto_de_perfil profile_picture photo_rejected
~location: ubicacion= ubicacion location= otra_ciudad distancia= distance= nearby= kilometros=
workerpay: quincena_no nos_deben no_pagan_a no_nos_pagan unpaid_wages horas_extra overtime
jobs: empleo= empleos= vacantes= trabajo_con_ustedes trabajar_con_ustedes contratac reclut recruit job= jobs= careers proceso_de_seleccion oferta_laboral
wedding: boda= matrimonio= wedding novia= novios=
sportsteam: partido= partidos= equipo_de_futbol match_day liga= gol= goal=
`
