// Subjects of what is done with a screen, and of being attended to: streaming, games, software, hosting, networks, mail,
// mobile lines, help desks. The form is that of `../subjects.ts`.

/** One subject a line; `../subjects.ts` explains the signs. */
export const DIGITAL_SUBJECTS = `
sitedown: pagina_caida sitio_caido caida_la_pagina pagina_no_carga pagina_no_abre no_abre_la_pagina no_carga_la_pagina sitio_web_no site_down website_down site_is_down sites_are_down 503= 502= timeout time_out fuera_de_linea offline= not_loading bad_gateway servidor_caido servidores_caidos server_down servers_are_down inaccesible unreachable downtime
hosting: hosting= alojamiento_web cpanel wordpress= servidor_web vps= ftp= base_de_datos database= mysql
domain: dominio= dominios= domain= domains= dns= nameserver subdominio subdomain epp= auth_code registrar_el_dominio whois
domainmove: trasladar_el_dominio transferir_el_dominio traslado_de_dominio transfer_my_domain domain_transfer codigo_de_autorizacion auth_code= epp_code otro_proveedor another_provider move_my_domain migrar_mi migracion= migrar= migrate migration
spamfolder: no_deseado no_deseados carpeta_de_spam spam_folder a_spam spam= junk= blacklisted lista_negra= listas_negras rebot rebota rebotan bounce= bounced bounces bouncing
~businessmail: correo_corporativo correos_de_mi_dominio correo_empresarial business_email no_reciben_mis no_recibo_correos no_llegan_los_correos emails_not mails= correos= emails= email= correo= smtp= imap= bandeja=
ssl: ssl= certificado_ssl candado_rojo sitio_no_seguro not_secure no_seguro insecure tls=
renewprice: precio_de_renovacion renewal_price renewal_cost renovar_sale renovar_vale renovar_cuesta renovacion_sale renovacion_cuesta renewal_rate al_renovar renovar= renovarlo renewing
storagefull: almacenamiento= storage= espacio_lleno no_space espacio= gigas= gb= memoria_llena memory= disk_full sin_espacio
importdata: importar= importar import= imported= migrar_datos
~bugs_app: bug= bugs= error_al error= errores= errors= error_inesperado unexpected_error fallo= falla= fallas= fallos= glitch se_traba= se_congela se_pega=
loginloop: me_saca= me_saca_de me_expulsa logs_me_out logged_out signed_out me_cierra_la_sesion cierra_sesion_sola vuelve_a_pedir pide_contrasena_cada
emailcode: no_llega_el_codigo no_me_llega_el_codigo codigo_no_llega codigo_de_verificacion codigo_sms verification_code code_never no_code codigo_por_correo sms= mensaje_de_texto text_message never_received_the_code no_recibo_el_codigo
passwordreset: recuperar_la_contrasena recuperar_contrasena cambiar_la_contrasena olvide_la_contrasena olvide_mi_contrasena forgot_my reset_my_password password_reset reset_link restablecer_la correo_de_recuperacion recover_my_account recuperar_mi_cuenta recupero_mi_cuenta
emailchange: cambiar_el_correo cambiar_mi_correo correo_viejo old_email change_my_email correo_que_ya_no otro_correo
twofactor: 2fa= autenticacion_de_dos two_factor google_authenticator codigos_de_respaldo backup_codes
deviceslimit: limite_de_dispositivos too_many_devices dispositivos= devices= demasiados_dispositivos device_limit cuantos_dispositivos pantallas= simultaneas simultaneous
~moviegone: quitaron_la_serie quitaron_la_pelicula ya_no_esta ya_no_aparece removed_the_show took_off catalogo= catalog= catalogue= pelicula= peliculas= serie= series= temporada= temporadas= season= seasons= episode= episodes= capitulo capitulos= movie= movies= film= films=
videoquality: calidad_de_imagen 4k= 1080= hd= uhd= se_ve_borroso se_ve_mal pixelad blurry= low_quality mala_calidad resolution resolucion
sportstream: transmision= transmision_del retraso_en_la_transmision se_cayo_el_partido en_vivo= live_stream livestream stream= streams= streaming= delay_en_el
adsvideo: comerciales= commercials anuncios_en pauta= too_many_ads publicidad_cada skip_ads ads=
kidsprofile: control_parental parental contenido_para_ninos perfil_infantil kids_profile
familyplan: plan_familiar family_plan familiar= duo= agregar_a_mi_hermano family_member miembros= miembro=
playlist: playlist playlists= lista_de_reproduccion biblioteca_de_musica my_library
podcast: podcast podcasts= episodio=
lyrics: letra_de_la_cancion letras= lyrics
gamecrash: juego_se_cierra game_crashes crashea crash_al pantalla_de_carga loading_screen no_inicia_el_juego
cheaters: tramposo tramposos cheater cheaters= hacker hackers= hacks= aimbot cheat= cheating trampas=
toxicplayers: toxic toxico insultos_en_el reportar_jugador report_player
purchasegame: compre_monedas no_me_llegaron_las_monedas bought_coins missing_coins compra_en_el_juego in_app compra_en_la_app gems_missing vbucks robux pavos=
refundgame: reembolso_del_juego refund_the_game steam=
gameserver: servidores_caidos_del servers_down no_conecta_al_servidor connection_error error_de_conexion no_encuentra_partida
accountgame: progreso_perdido lost_my_progress perdi_el_progreso perdi_mi_progreso cuenta_vinculada linked_account nivel_100
featurerequest: podrian_agregar deberian_agregar agreguen anadan pongan_la_opcion please_add add_a feature_request
oldversion: version_anterior version_vieja version_antigua vuelvan_a_la old_version previous_version volver_a_la_anterior nueva_interfaz new_interface nuevo_diseno rediseno redesign new_design new_layout
exportdata: exportar_mis descargar_mis_datos export_my download_my_data
invitations: invitar_a invitacion= invitaciones= invite= invites= invitation colaborador collaborator usuarios_de_mi_equipo team_members
licences: licencias_de licence_key clave_de_producto product_key activation_key activar_la_licencia numero_de_serie serial=
integrations: integracion_con conectar_con connect_with zapier shopify= woocommerce conector
sdkdocs: documentacion= documentation docs= sdk= tutorial ejemplos_de_codigo
slowapp: app_lenta lentisima_la_app app_is_slow tarda_en_abrir tarda_en_cargar takes_forever loading= cargando= se_queda_cargando girando= spinning= circulito ruedita
notificationsmissing: no_llegan_las_notificaciones no_me_llegan_notificaciones no_notifications notificaciones_no notificacion_no avisos_de
toomanynotifications: notificaciones_a_cada demasiadas_notificaciones too_many_notifications mensajes_de_publicidad promocionales marketing= newsletter boletin= desuscribir darme_de_baja_de_los_correos stop_emailing dejen_de_mandar dejen_de_escribir
blockeduser: me_bloqueo_un bloquear_a block_someone bloquear_contactos
accounthack: cuenta_hackeada hackearon_la me_hackearon got_hacked was_hacked hacked_my robaron_la_cuenta robaron_mi_cuenta stolen= alguien_entro someone_logged entro_a_mi_cuenta acceso_no_autorizado
fakepages: pagina_que_suplanta cuenta_que_se_hace_pasar imperson perfil_que_usa mis_fotos= uses_my_photos
reportcontent: denuncie= denunciar= reporte_la_publicacion reporte_un reported_a reported= contenido_ofensivo hate_speech
reach: alcance_de_mis vistas= views= seguidores= followers= algoritmo algorithm monetiz visibilidad_de_mis
businessads: campana= campanas= cuenta_publicitaria ad_account ads_manager anuncio_rechazado ad_rejected
storiesreels: historias= stories= reels= reel=
~chatmessages: mensajes= mensaje= messages= message= chats= chat= conversacion= whatsapp= inbox= dm=
~groups: grupo= grupos= group_chat group= groups=
videocall: videollamada videollamadas video_call camara_no_funciona_en compartir_pantalla share_screen screen_share
recordmeeting: grabacion_de_la_reunion grabar_la_reunion record_the_meeting
calendar: calendario= calendar= zona_horaria timezone time_zone
deletedfiles: archivos_borrados archivos_desaparec desaparecieron desaparecio desaparec= files_gone files_disappeared disappeared vanished perdi_mis perdi_todo lost_everything lost_all se_borro= se_borraron wiped= gone= se_perdieron se_esfum
syncfail: no_sincroniza not_syncing won_t_sync sincronizar= sincroniza=
~mobiledata: datos_moviles sin_datos mobile_data se_acaban_los_datos gigas_se data_runs paquete_de_datos megas_se consumen_los
signal: sin_senal= no_hay_senal mala_senal no_signal weak_signal poca_senal senal_debil no_service sin_cobertura signal= reception= dead_spot
portability: portabilidad= portar= portarme cambiar_de_operador cambiarme_de_operador cambio_de_operador port_in port_out port_my switch_carrier switching_to pasarme_a
simswap: sim_swap duplicado_de_sim reposicion_de_sim cambio_de_sim tarjeta_sim chip_danado sim_card
simactivation: activar_la_sim activar_el_chip activar_la_linea activate_my_sim activation= activar= activa= activacion= activate
planchange: cambiar_mi_plan cambio_de_plan me_cambiaron_el_plan cambiaron_mi_plan changed_my_plan plan_mas_barato cheaper_plan plan_que_no_pedi plan_distinto otro_plan different_plan migraron
vas: suscripciones_a servicios_de_terceros mensajes_premium third_party_services cobro_por_mensajes servicios_que_no_pedi nunca_contrate never_signed no_contrate no_solicite no_pedi= nunca_pedi didn_t_ask never_asked
promonotapplied: no_aplicaron_el_descuento no_me_aplicaron descuento_no descuento_prometido promocion_no no_respet no_cumplen_la_promo didn_t_apply not_applied discount_not promise= prometieron_el_descuento me_ofrecieron ofrecieron= ofrecid were_offered was_offered
scamcalls: llamadas_estafa llamadas_spam spam_calls spam_call llaman_todo_el_dia llamadas_comerciales cold_call
internationalcall: llamada_internacional larga_distancia international_call
~helpdeskreply: no_responden_el no_me_responden nadie_responde nadie_me_responde no_contestan= no_contestan_el sin_respuesta no_response no_reply= ignoran= ignored= ignoring leen_y_no dejan_en_visto never_reply nobody_replies nobody_answers never_answer no_dan_respuesta no_dan_razon no_dan_solucion
phonewait: horas_en_la_linea esperando_en_linea musica_de_espera hold_music minutes_on_hold hours_on_hold call_center call_centre callcenter linea_de_atencion customer_service hotline me_cuelgan cuelgan= hung_up hang_up
passaround: pasan_de_uno de_un_lado_a_otro me_mandan_de se_tiran_la_pelota tiran_la_pelota se_pasan_la_pelota pass_me_around passed_around transferred_me me_transfieren ping_pong uno_dice_que
botsupport: robot_que_contesta asistente_virtual= bot_no chatbot= no_hay_un_humano hablar_con_un_humano hablar_con_una_persona talk_to_a_human real_person human= humano= asesor= asesores= agente_real
rudestaff: grosera= groseras= groseros= mala_atencion mal_trato mal_atend pesima_atencion actitud= attitude rude= rudeness disrespect irrespet gritaron grito= yelled shouted humill condescend altaner prepotente despota
ticketclosed: cerraron_el_caso cerraron_mi_caso cerraron_mi_reclamo caso_cerrado closed_my_case closed_my_ticket ticket_closed closed_the_ticket cerrado_sin case_closed
complaintbook: libro_de_reclamaciones hoja_de_reclamacion superintend indecopi profeco defensa_del_consumidor consumidor= sernac= consumer_protection ombudsman demanda= demandar= sue= lawsuit tutela=
storehours: hasta_que_hora a_que_hora_abren a_que_hora_cierran a_que_hora abren_los open_on_sunday what_time opening_time atienden_los_domingos festivos= holiday= holidays=
storelocation: donde_queda donde_estan_ubicad donde_hay_una hay_tienda_en sucursal_en where_is_the store_near sede_en punto_de_venta puntos_de_venta tienda_fisica physical_store stores_in
shipsto: hacen_envios_a envian_a llegan_a do_you_ship do_you_deliver ship_to deliver_to envios_al_exterior envio_internacional
paymethods: aceptan= metodos_de_pago medios_de_pago payment_methods pagar_con_nequi pagar_con_pse accept_card formas_de_pago do_you_accept puedo_pagar
~howmuch: cuanto_cuesta cuanto_vale cuanto_sale que_precio how_much price_of precio_de
nofreelunch: cobran_por_todo cobran_hasta_por cobra_por_
environment: plastico_de_un contamina contaminacion ambiente= environment reciclable sustainab sostenib
discrimination: discrimin racis racist homofob clasis sexis machis
`
