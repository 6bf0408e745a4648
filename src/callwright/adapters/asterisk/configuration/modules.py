"""Which modules are loaded: only what calls need, each by name, in the order their dependencies ask for."""

from __future__ import annotations

_FOUNDATION = """
res_sorcery_config res_sorcery_memory res_sorcery_astdb res_timing_timerfd res_crypto res_http_websocket
res_websocket_client
"""
_SIP = """
res_pjproject res_pjsip res_pjsip_session res_pjsip_sdp_rtp res_pjsip_nat res_pjsip_caller_id res_pjsip_rfc3326
res_pjsip_header_funcs res_pjsip_acl res_pjsip_logger res_pjsip_dtmf_info res_pjsip_registrar
res_pjsip_authenticator_digest res_pjsip_outbound_authenticator_digest res_pjsip_outbound_registration
res_pjsip_endpoint_identifier_user res_pjsip_endpoint_identifier_ip res_pjsip_transport_websocket res_pjsip_pubsub
chan_pjsip
"""
_SOUND = """
res_rtp_asterisk res_srtp res_format_attr_opus codec_ulaw codec_alaw codec_a_mu codec_resample
codec_opus_open_source format_wav format_pcm format_sln bridge_simple bridge_native_rtp bridge_softmix bridge_holding
"""
_CONTROL = """
res_stasis res_stasis_answer res_stasis_playback res_stasis_recording res_stasis_snoop res_stasis_device_state
app_stasis res_ari res_ari_model res_ari_applications res_ari_asterisk res_ari_bridges res_ari_channels
res_ari_device_states res_ari_endpoints res_ari_events res_ari_playbacks res_ari_recordings res_ari_sounds
chan_bridge_media
"""
_DIALPLAN = """
pbx_config app_exec app_stack app_verbose func_channel func_callerid func_hangupcause func_logic func_strings func_cut
func_groupcount func_uri func_periodic_hook app_chanspy app_mixmonitor app_amd app_playtones
"""


def module_lines() -> str:
    """The file modules.conf. app_mixmonitor needs app_chanspy and four functions, chan_pjsip needs res_pjsip_pubsub."""
    names = f"{_FOUNDATION} {_SIP} {_SOUND} {_CONTROL} {_DIALPLAN}".split()
    return "[modules]\nautoload = no\n" + "".join(f"load = {name}.so\n" for name in names)
